import { defaultCycle } from '@vigie/shared/roster/cycle';
import { defaultPlan } from '@vigie/shared/roster/plan';
import { expect, test } from 'vitest';
import {
  fitted,
  planCommandOf,
  planDraftOf,
  plannedAfter,
  withDay,
  withPattern,
  withTeam,
  type CycleDraft,
  type PlanDraft,
} from './plan-draft.ts';
import { planFaultText } from './plan-fault-text.ts';

const { cycles, office, cover, holidays } = defaultPlan;
const frame = {
  ...{ cycles: [...cycles], office: [...office], holidays },
  cover: [...cover, { from: '2026-12-01', value: { day: 7, night: 3 } }],
};
const draft = (part: Partial<PlanDraft> = {}): PlanDraft => ({
  ...planDraftOf(frame, '2026-11-24'),
  ...part,
});
const cycleDraft = (part: Partial<CycleDraft>) => draft({ cycle: { ...defaultCycle, ...part } });
const said = (given: PlanDraft): string => {
  const command = planCommandOf(given, frame);
  return 'kind' in command ? planFaultText(command) : command.type;
};

test('[ROST-1] only what differs from the frame of that date is changed', () => {
  expect(planCommandOf(draft({ holidays: 'alsace-moselle' }), frame)).toEqual({
    ...{ type: 'change-roster-plan', from: '2026-11-24', holidays: 'alsace-moselle' },
    ...{ cycle: null, office: null, cover: null, exemption: null },
  });
  const laterCover = draft({ from: '2026-12-02', cover: { day: 7, night: 3 } });
  expect(planCommandOf(laterCover, frame)).toEqual({ kind: 'unchanged' });
  expect(plannedAfter(frame, '2026-11-24')).toEqual(['2026-12-01']);
});

test.each<[PlanDraft, string]>([
  [draft({ from: '' }), 'Indiquez la date à compter de laquelle le changement vaut.'],
  [draft({ cover: { day: undefined, night: 4 } }), 'Un effectif minimal est un nombre entier'],
  [cycleDraft({ cycleDays: 0 }), 'Un cycle compte au moins un jour.'],
  [cycleDraft({ cycleDays: undefined }), 'Un cycle compte au moins un jour.'],
  [cycleDraft({ anchor: '' }), 'Indiquez le premier jour d’un cycle'],
  [
    cycleDraft({ anchor: '2026-03-29', teams: startingAt('02:30') }),
    'Changement d’heure : 02:30 n’existe pas le premier jour du cycle.',
  ],
  [
    cycleDraft({ anchor: '2026-10-25', teams: startingAt('02:30') }),
    'Changement d’heure : 02:30 passe deux fois le premier jour du cycle.',
  ],
  [cycleDraft({ teams: [] }), 'Un cycle compte au moins une brigade.'],
  [draft({ cycle: withTeam(defaultCycle) }), 'Une brigade a un nom de 1 à 40 signes'],
  [
    cycleDraft({ teams: defaultCycle.teams.slice(1) }),
    'Personne en service au jour 1 du cycle à 06:08.',
  ],
  [
    cycleDraft({ teams: defaultCycle.teams.map((team) => ({ ...team, size: undefined })) }),
    'Une brigade compte au moins un agent.',
  ],
  [draft({ holidays: 'alsace-moselle', reason: 'seul' }), 'Une dérogation demande un motif'],
])('[ROST-1] %# a frame that makes no sense is refused in words: %s', (given, expected) => {
  expect(said(given)).toContain(expected);
});

test('[ROST-1] any number of days makes a cycle: days that come are rest, a new pattern rests throughout', () => {
  const longer = fitted({ ...defaultCycle, cycleDays: 16 });
  expect(longer.patterns['A']?.slice(-3)).toEqual([0, 0, 0]);
  expect(Object.keys(withPattern(longer).patterns)).toEqual(['A', 'B', 'C']);
  const week = fitted({ ...defaultCycle, cycleDays: 7 });
  const turned = withDay(week, 'A', 2);
  expect([week.patterns['A']?.[2], turned.patterns['A']?.[2]]).toEqual([0, 1]);
});

/** The teams of the cycle, one of the day beginning earlier. */
function startingAt(from: string): typeof defaultCycle.teams {
  return defaultCycle.teams.map((team) => (team.id === 'JOUR-A' ? { ...team, from } : team));
}
