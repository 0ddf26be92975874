import { expect, test } from 'vitest';
import { type Cycle, cycleSchema, defaultCycle } from './cycle.ts';

const errorsOf = (changes: Record<string, unknown>) =>
  cycleSchema
    .safeParse({ ...defaultCycle, ...changes })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

const withTeam = (changes: Partial<Cycle['teams'][number]>) => ({
  teams: defaultCycle.teams.map((team, index) => (index === 0 ? { ...team, ...changes } : team)),
});

test('[ROST-1] the default cycle is a valid setting', () => {
  expect(cycleSchema.parse(defaultCycle)).toEqual(defaultCycle);
});

test('[ROST-1] brigade B is the exact complement of brigade A', () => {
  const { A, B } = defaultCycle.patterns;
  expect(B).toEqual(A?.map((works) => 1 - works));
});

test.each([
  [{ cycleDays: 0 }, 'cycleDays: un cycle compte au moins un jour'],
  [{ cycleDays: 13 }, 'patterns.A: le motif A compte 14 jours, le cycle 13'],
  [
    { patterns: { ...defaultCycle.patterns, A: [1, 0] } },
    'patterns.A: le motif A compte 2 jours, le cycle 14',
  ],
  [
    { patterns: { ...defaultCycle.patterns, A: [] } },
    'patterns.A: un motif compte au moins un jour',
  ],
  [
    { patterns: { ...defaultCycle.patterns, A: [2] } },
    'patterns.A.0: un motif n’a que des 0 et des 1',
  ],
  [{ tz: 'Europe/Atlantis' }, 'tz: fuseau horaire inconnu'],
  [{ tz: '' }, 'tz: fuseau horaire inconnu'],
  [{ anchor: '2026-02-30' }, 'anchor: date attendue sous la forme 2026-01-05'],
  [{ anchor: '5 janvier' }, 'anchor: date attendue sous la forme 2026-01-05'],
  [{ teams: [] }, 'teams: un cycle compte au moins une brigade'],
  [withTeam({ from: '24:00' }), 'teams.0.from: heure attendue sous la forme 06:00'],
  [withTeam({ from: '6h' }), 'teams.0.from: heure attendue sous la forme 06:00'],
  [withTeam({ to: '18:60' }), 'teams.0.to: heure attendue sous la forme 18:08 ou 06:08+1'],
  [withTeam({ to: '05:00' }), 'teams.0.to: la vacation finit avant de commencer'],
  [withTeam({ to: '06:01+1' }), 'teams.0.to: une vacation dure au plus 24 heures'],
  [withTeam({ size: 0 }), 'teams.0.size: une brigade compte au moins un agent'],
  [withTeam({ pattern: 'C' }), 'teams.0.pattern: le motif C n’existe pas'],
  [withTeam({ pattern: 'toString' }), 'teams.0.pattern: le motif toString n’existe pas'],
  [withTeam({ id: '' }), 'teams.0.id: une brigade a un nom'],
  [withTeam({ id: 'JOUR:A' }), 'teams.0.id: un nom de brigade n’a pas de deux-points'],
  [withTeam({ id: 'NUIT-A' }), 'teams.2.id: la brigade NUIT-A figure deux fois'],
  [{ teams: defaultCycle.teams.slice(1) }, 'teams: personne en service au jour 1 du cycle à 06:08'],
  [withTeam({ to: '17:59' }), 'teams: personne en service au jour 1 du cycle à 17:59'],
])('[ROST-1] a cycle with %o is refused by name', (changes, error) => {
  expect(errorsOf(changes)?.filter((line) => !line.startsWith('patterns.B'))).toEqual([error]);
});

test('[ROST-1] a cycle in which one shift begins as the other ends has no hole', () => {
  const teams = defaultCycle.teams.map((team) => ({ ...team, to: team.to.replace(':08', ':00') }));
  expect(errorsOf({ teams })).toBeUndefined();
});
