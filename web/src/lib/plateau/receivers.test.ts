import type { PersonCard, TicketCard } from '@vigie/shared/wire/view';
import { expect, test } from 'vitest';
import { plateauOf } from './plateau.ts';
import { receiversOf } from './receivers.ts';
import { cycle, heldBy, minute, noon, person, settings, ticket, viewOf } from './testing.ts';

function receivers(
  of: TicketCard,
  people: PersonCard[],
  tickets: TicketCard[] = [],
  self = 'chief',
) {
  const view = viewOf(people, tickets);
  const desks = plateauOf({ cycle, view, presence: {}, settings, now: noon });
  return receiversOf(of, desks, self).map(({ desk, isEligible }) =>
    isEligible ? desk.person.id : `(${desk.person.id})`,
  );
}

test('[LOCK-6] the free come before the busy, and who holds fewest before who holds more', () => {
  // In the order of the alphabet, which comes last, they would stand the other way round.
  const people = [person('a: three'), person('b: one'), person('c: none')];
  const tickets = [
    heldBy('a: three', 'a'),
    heldBy('a: three', 'b'),
    heldBy('a: three', 'c'),
    heldBy('b: one', 'd'),
  ];
  expect(receivers(ticket('x'), people, tickets)).toEqual(['c: none', 'b: one', 'a: three']);
});

test('[LOCK-6] who pauses comes after who is at work, however much they hold', () => {
  const people = [person('pause', { pausedAt: noon - minute }), person('busy')];
  expect(receivers(ticket('x'), people, [heldBy('busy', 'a')])).toEqual(['busy', 'pause']);
});

test('[LOCK-6] of a restricted ticket the cleared come first, and nobody else may be chosen', () => {
  const people = [person('free'), person('cleared', { clearances: ['violence'] })];
  const restricted = ticket('x', { restricted: true });
  expect(receivers(restricted, people, [heldBy('cleared', 'a')])).toEqual(['cleared', '(free)']);
});

test('of two who are equally free, the officer on duty comes before a clerk who happens to be there', () => {
  const clerk = person('a clerk', { role: 'clerk', teamId: null });
  expect(receivers(ticket('x'), [clerk, person('officer')])).toEqual(['officer', 'a clerk']);
});

test('neither the holder, nor oneself, nor who is absent is offered', () => {
  const people = [person('holder'), person('me'), person('gone', { signedInAt: null })];
  expect(receivers(heldBy('holder', 'x'), people, [heldBy('holder', 'x')], 'me')).toEqual([]);
});
