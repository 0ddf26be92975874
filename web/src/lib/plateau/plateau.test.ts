import type { DutyMark, PersonCard } from '@vigie/shared/wire/view';
import { expect, test } from 'vitest';
import { duty } from '#lib/roster/testing/roster-answer.ts';
import { countStates, plateauOf, strengthOf } from './plateau.ts';
import { cycle, heldBy, minute, noon, person, settings, viewOf } from './testing.ts';

const relief = Date.parse('2026-11-24T17:04:00Z');

function desksOf(
  people: readonly PersonCard[],
  more: Partial<Parameters<typeof plateauOf>[0]> = {},
) {
  return plateauOf({ cycle, view: viewOf(people), presence: {}, settings, now: noon, ...more });
}
const namesOf = (desks: readonly { person: PersonCard }[]) => desks.map((desk) => desk.person.id);

test('[ROST-4] the plateau has every officer of the team on duty, signed in or not, and no other team', () => {
  const desks = desksOf([
    person('ana'),
    person('ben', { signedInAt: null }),
    person('zoe', { teamId: 'NUIT-A', signedInAt: null }),
  ]);
  expect(namesOf(desks)).toEqual(['ana', 'ben']);
  expect(countStates(desks)).toMatchObject({ free: 1, absent: 1 });
});

test('[ROST-4] whoever else is signed in has a desk, marked as not rostered; the command watches', () => {
  const desks = desksOf([
    person('clerk', { role: 'clerk', teamId: null }),
    person('chief', { role: 'officer', teamId: null }),
    person('ana'),
  ]);
  expect(desks.map(({ person: { id }, duty }) => [id, duty !== null])).toEqual([
    ['ana', true],
    ['clerk', false],
  ]);
});

test('an officer of the command who holds a ticket sits on the plateau', () => {
  const chief = person('chief', { role: 'officer', teamId: null });
  const view = viewOf([chief], [heldBy('chief', 'a')]);
  expect(namesOf(desksOf([], { view }))).toEqual(['chief']);
});

test('[ROST-1] during a relief both teams have their desks, the outgoing first', () => {
  const people = [person('zoe', { teamId: 'NUIT-A' }), person('ana')];
  expect(namesOf(desksOf(people, { now: relief }))).toEqual(['ana', 'zoe']);
  expect(strengthOf(desksOf(people, { now: relief }), 'JOUR-A')).toEqual({
    present: 1,
    rostered: 1,
  });
});

test('the lead sits first, then by name; neither state nor tickets move a desk', () => {
  const people = [person('carl'), person('bea', { role: 'lead' }), person('ana')];
  expect(namesOf(desksOf(people))).toEqual(['bea', 'ana', 'carl']);
  const busy = viewOf(people, [heldBy('carl', 'a')]);
  expect(namesOf(desksOf([], { view: busy }))).toEqual(['bea', 'ana', 'carl']);
});

test('a person who has left the service has no desk', () => {
  expect(desksOf([person('ana', { active: false, signedInAt: null })])).toEqual([]);
});

test('answers are counted since the shift began', () => {
  const start = Date.parse('2026-11-24T05:00:00Z');
  const answers = {
    before: { at: start - 1, by: 'ana' },
    first: { at: start, by: 'ana' },
    other: { at: start + minute, by: 'ben' },
  };
  const view = { ...viewOf([person('ana')]), answers };
  expect(desksOf([], { view })[0]?.answers).toBe(1);
});

test('[SYNC-4] tickets that the viewer may not see are counted on the desk, not shown', () => {
  const view = viewOf([person('ana', { held: 2 })], [heldBy('ana', 'a')]);
  const [desk] = desksOf([], { view });
  expect(desk?.held.map(({ card }) => card.id)).toEqual(['a']);
  expect(desk?.veiledHeld).toBe(1);
});

const mark = (personId: string, part: Partial<DutyMark> = {}): DutyMark => ({
  ...duty({ id: `JOUR-A:2026-11-24/${personId}`, personId }),
  absent: false,
  ...part,
});
const rostered = (people: readonly PersonCard[], ...marks: DutyMark[]) =>
  desksOf([], {
    view: { ...viewOf(people), duty: Object.fromEntries(marks.map((each) => [each.id, each])) },
  });
const out = { signedInAt: null };

test('[ROST-4] the plateau has those rostered on this shift, whatever team is theirs, and says who is away, late or gone', () => {
  const desks = rostered(
    [
      person('ana'),
      person('ben', { teamId: 'JOUR-B', ...out }),
      person('cal', out),
      person('dan', out),
      person('eve', out),
      person('fay', out),
    ],
    mark('ana'),
    mark('ben', { basis: 'replacement', replaces: 'cal' }),
    mark('cal', { absent: true }),
    mark('dan', { arrivesMs: noon + 30 * minute }),
    mark('eve', { leavesMs: noon - 30 * minute }),
  );
  expect(desks.map((desk) => [desk.person.id, desk.state.kind])).toEqual([
    ['ana', 'free'],
    ['ben', 'absent'],
    ['cal', 'away'],
    ['dan', 'late'],
    ['eve', 'left'],
  ]);
});

test('[ROST-4] present is not on duty: who signed in is there, even where the roster says absent', () => {
  const [desk] = rostered([person('cal')], mark('cal', { absent: true }));
  expect(desk?.state.kind).toBe('free');
});

test('[ROST-4] the next shift’s people have no desk before it begins', () => {
  const next = { startMs: noon + 1, endMs: noon + 60 * minute };
  expect(rostered([person('zoe', out)], mark('zoe', next))).toEqual([]);
});

test('[ROST-4] a replacement sits in the place of the absent: eleven of twelve become twelve', () => {
  const people = [person('ana'), person('ben', { teamId: 'JOUR-B' }), person('cal', out)];
  const gap = [mark('ana'), mark('cal', { absent: true })];
  expect(strengthOf(rostered(people, ...gap), 'JOUR-A')).toEqual({ present: 1, rostered: 2 });
  const filled = mark('ben', { basis: 'replacement', replaces: 'cal' });
  expect(strengthOf(rostered(people, ...gap, filled), 'JOUR-A')).toEqual({
    present: 2,
    rostered: 2,
  });
});
