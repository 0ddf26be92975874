import type { PersonCard } from '@vigie/shared/wire/view';
import { expect, test } from 'vitest';
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
  expect(desks.map(({ person: { id }, isRostered }) => [id, isRostered])).toEqual([
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
  expect(strengthOf(viewOf(people).people, 'JOUR-A')).toEqual({ present: 1, rostered: 1 });
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
