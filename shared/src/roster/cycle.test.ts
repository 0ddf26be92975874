import { describe, expect, test } from 'vitest';
import { type Cycle, cycleSchema, defaultCycle, newCycleSchema } from './cycle.ts';

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

describe('[ROST-1] an anchor in a clock change', () => {
  const anchored = (anchor: string, from: string, teamId = 'JOUR-A') => {
    const teams = defaultCycle.teams.map((team) => (team.id === teamId ? { ...team, from } : team));
    const read = newCycleSchema.safeParse({ ...defaultCycle, anchor, teams });
    return read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };

  test('at a time that the day does not have is refused, with a date from which the same cycle starts', () => {
    expect(anchored('2026-03-29', '02:30')).toEqual([
      'anchor: l’heure 02:30 à laquelle commence la brigade JOUR-A n’existe pas le 2026-03-29 (changement d’heure) ; le même cycle part du 2026-04-12',
    ]);
    expect(anchored('2026-04-12', '02:30')).toBeUndefined();
  });

  test('at a time that the day has twice is refused', () => {
    expect(anchored('2026-10-25', '02:30')?.[0]).toContain('passe deux fois le 2026-10-25');
  });

  test('at a time that is there once, beside the change or of a team at rest, is taken', () => {
    for (const from of ['01:59', '03:00', '06:00']) {
      expect(anchored('2026-03-29', from)).toBeUndefined();
      expect(anchored('2026-10-25', from)).toBeUndefined();
    }
    expect(anchored('2026-03-29', '02:30', 'JOUR-B')).toBeUndefined();
  });

  test('that stands in an old log is read still', () => {
    const teams = defaultCycle.teams.map((team) => ({ ...team, from: '02:30' }));
    expect(
      cycleSchema.safeParse({ ...defaultCycle, anchor: '2026-03-29', teams }).error?.issues,
    ).not.toContainEqual(expect.objectContaining({ path: ['anchor'] }));
  });
});
