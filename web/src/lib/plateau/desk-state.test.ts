import { expect, test } from 'vitest';
import { deskState } from './desk-state.ts';
import { isLocked } from './held-ticket.ts';
import { heldBy, minute, noon, person, settings } from './testing.ts';

const there = { ticketId: null, typing: false, connected: true };
const held = (idleFor: number, part = {}) =>
  [heldBy('ana', 'a', { idleFor, ...part })].filter(isLocked);
const stateOf = (facts: Partial<Parameters<typeof deskState>[0]>) =>
  deskState(
    { person: person('ana'), presence: there, held: [], duty: null, ...facts },
    noon,
    settings,
  );

test('[ROST-4] an officer of the team who is not signed in is absent', () => {
  expect(stateOf({ person: person('ana', { signedInAt: null }) })).toEqual({ kind: 'absent' });
});

test('[LOCK-7] who types writes, who has a ticket open reads, who does neither is free', () => {
  expect(stateOf({ presence: { ...there, ticketId: 'a', typing: true } })).toEqual({
    kind: 'writing',
  });
  expect(stateOf({ presence: { ...there, ticketId: 'a' } })).toEqual({ kind: 'reading' });
  expect(stateOf({})).toEqual({ kind: 'free' });
});

test('a pause says since when, and is no inactivity', () => {
  const paused = person('ana', { pausedAt: noon - 12 * minute });
  expect(stateOf({ person: paused, held: held(9 * minute) })).toEqual({
    kind: 'paused',
    sinceMs: noon - 12 * minute,
  });
});

test('[LOCK-2] a holder is inactive from the very minute at which the lock is stale, not before', () => {
  expect(stateOf({ held: held(5 * minute) })).toEqual({
    kind: 'inactive',
    sinceMs: noon - 5 * minute,
  });
  expect(stateOf({ held: held(5 * minute - 1), presence: { ...there, ticketId: 'a' } })).toEqual({
    kind: 'reading',
  });
});

test('who works in one of their tickets is not inactive in the others', () => {
  const two = [...held(9 * minute), ...[heldBy('ana', 'b')].filter(isLocked)];
  expect(stateOf({ held: two, presence: { ...there, ticketId: 'b' } })).toEqual({
    kind: 'reading',
  });
});

test('[MAIL-9] who waits for an answer to leave is not inactive', () => {
  const outgoing = {
    replyId: 'r',
    by: 'ana',
    state: 'queued',
    then: 'close',
    sendAt: noon,
  } as const;
  expect(
    stateOf({ person: person('ana', { held: 1 }), held: held(9 * minute, { outgoing }) }),
  ).toEqual({
    kind: 'handling',
  });
});

test('a lost connection stands before all but absence', () => {
  const gone = { ...there, connected: false };
  const paused = person('ana', { pausedAt: noon });
  expect(stateOf({ person: paused, presence: gone })).toEqual({ kind: 'disconnected' });
});

test('between a sign-in and the first word of presence nothing is said to be lost', () => {
  expect(stateOf({ presence: undefined })).toEqual({ kind: 'free' });
});
