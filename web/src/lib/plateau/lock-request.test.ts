import { may } from '@vigie/shared/access/may';
import type { Role } from '@vigie/shared/people/person';
import { expect, test } from 'vitest';
import { lockCommand, mayAct } from './lock-request.ts';
import { heldBy, person, ticket } from './testing.ts';

const blanks = { ticketId: 'a', reason: ' Absence ', to: 'ben' };
const mayOf =
  (role: Role): Parameters<typeof mayAct>[0] =>
  (act, thing) =>
    may({ id: 'me', role, teamId: 'JOUR-A', clearances: [], standsIn: false }, act, thing);

test('[LOCK-6] each act makes its command, with the reason as typed less its blanks', () => {
  expect(lockCommand('reassign', blanks)).toEqual({
    type: 'reassign-ticket',
    ticketId: 'a',
    to: 'ben',
    reason: 'Absence',
  });
  expect(lockCommand('free', blanks)).toMatchObject({ type: 'free-ticket', reason: 'Absence' });
  expect(lockCommand('seize', blanks)).toMatchObject({ type: 'seize-ticket', reason: 'Absence' });
});

test('[LOCK-6] without a reason nothing is sent, nor a ticket given to nobody', () => {
  expect(lockCommand('free', { ...blanks, reason: '  ' })).toBe('no-reason');
  expect(lockCommand('reassign', { ...blanks, to: null })).toBe('no-receiver');
});

test('[ACCESS-1] an officer may do all to a held ticket; a lead frees a stale lock of their own team', () => {
  const card = heldBy('ana', 'a');
  const [own, other] = [person('ana'), person('zoe', { teamId: 'NUIT-A' })];
  for (const act of ['reassign', 'free', 'seize'] as const) {
    expect(mayAct(mayOf('officer'), act, card, own, false)).toBe(true);
  }
  expect(mayAct(mayOf('lead'), 'free', card, own, true)).toBe(true);
  expect(mayAct(mayOf('lead'), 'free', card, own, false)).toBe(false);
  expect(mayAct(mayOf('lead'), 'free', card, other, true)).toBe(false);
  expect(mayAct(mayOf('lead'), 'seize', card, own, true)).toBe(false);
});

test('a lock that nobody holds cannot be freed', () => {
  expect(mayAct(mayOf('officer'), 'free', ticket('a'), undefined, false)).toBe(false);
});
