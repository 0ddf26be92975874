import { expect, test } from 'vitest';
import { actsOn, requestFor } from './desk-acts.ts';
import { plateauOf } from './plateau.ts';
import { cycle, heldBy, minute, noon, person, settings, viewOf } from './testing.ts';

const officer = { id: 'officer', may: () => true };

function deskOf(...tickets: ReturnType<typeof heldBy>[]) {
  const [desk] = plateauOf({
    cycle,
    view: viewOf([person('ana')], tickets),
    presence: {},
    settings,
    now: noon,
  });
  if (!desk) throw new Error('somebody on duty has a desk');
  return desk;
}

test('an empty desk is open to no act, a desk with a ticket to all three', () => {
  expect(actsOn(deskOf(), officer)).toEqual([]);
  expect(actsOn(deskOf(heldBy('ana', 'a')), officer)).toEqual(['reassign', 'free', 'seize']);
});

test('nobody takes over what lies on their own desk', () => {
  expect(actsOn(deskOf(heldBy('ana', 'a')), { ...officer, id: 'ana' })).toEqual([
    'reassign',
    'free',
  ]);
});

test('an act on a desk offers its tickets, with the reason that a stale lock gives', () => {
  const desk = deskOf(heldBy('ana', 'a', { idleFor: 7 * minute }));
  expect(requestFor('free', desk, officer, settings, noon)).toMatchObject({
    act: 'free',
    tickets: [{ id: 'a' }],
    reason: 'Verrou inactif depuis 7 min',
  });
  const calm = requestFor('free', deskOf(heldBy('ana', 'a')), officer, settings, noon);
  expect(calm?.reason).toBe('');
});

test('an act that is open on no ticket of the desk does not begin', () => {
  expect(requestFor('free', deskOf(), officer, settings, noon)).toBeNull();
});
