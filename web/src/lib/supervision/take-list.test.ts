import { liveFigures } from '@vigie/shared/metrics/live-figures';
import type { View } from '@vigie/shared/wire/view';
import { expect, test } from 'vitest';
import { byId, heldBy, minute, noon, ticket, veiled } from '#lib/plateau/testing.ts';
import { shareUsed, takeList, ticketsInHand } from './take-list.ts';

type Episode = View['episodes'][string];
const waiting = (id: string, ticketId: string | null): Episode => ({
  id,
  ticketId,
  priority: ticketId ? 'P2' : null,
  startedAt: noon - 10 * minute,
  dueAt: noon + minute,
  endedAt: null,
  outcome: 'waiting',
  by: null,
  excluded: null,
});

const room = {
  tickets: byId([
    ticket('late', { dueAt: noon - 1 }),
    ticket('danger', { priority: 'P0', dueAt: noon + 99 * minute }),
    heldBy('ana', 'held'),
    ticket('quarantined', { status: 'quarantined' }),
    ticket('citizen', { status: 'waiting', waitingSince: null, dueAt: null }),
    veiled('hidden'),
    veiled('settled'),
  ]),
  episodes: byId([
    waiting('late:1', 'late'),
    waiting('danger:1', 'danger'),
    waiting('held:1', 'held'),
    waiting('quarantined:1', 'quarantined'),
    waiting('hidden:2', null),
  ]),
};

test('[LOCK-5] what may be taken stands in the order in which it should be, the veiled last', () => {
  expect(takeList(room, noon).map(({ id }) => id)).toEqual(['danger', 'late', 'hidden']);
});

test('[MET-3] the figure « À prendre » counts the rows that are shown', () => {
  const inHand = ticketsInHand(room.tickets, noon);
  const { toTake } = liveFigures(Object.values(room.episodes), [], [], noon, noon - 1, inHand);
  expect(toTake.tickets).toBe(takeList(room, noon).length);
});

test('[LOCK-2] a ticket may be taken from the instant its lock expires', () => {
  const held = heldBy('ana', 'a');
  const list = (now: number) => takeList({ tickets: byId([held]), episodes: {} }, now);
  expect(list(held.lock!.until - 1)).toEqual([]);
  expect(list(held.lock!.until)).toHaveLength(1);
});

test('the bar is empty when the mail comes and full from the instant the answer is due', () => {
  const card = ticket('a', { waitingSince: noon, dueAt: noon + 4 * minute });
  expect(shareUsed(card, noon)).toBe(0);
  expect(shareUsed(card, noon + minute)).toBe(0.25);
  expect(shareUsed(card, noon + 9 * minute)).toBe(1);
  expect(shareUsed({ waitingSince: null, dueAt: null }, noon)).toBeNull();
});
