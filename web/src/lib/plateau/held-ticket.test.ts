import { expect, test } from 'vitest';
import { heldTicket, inHandOrder, isLocked, lastActAt, type LockedCard } from './held-ticket.ts';
import { heldBy, minute, noon, settings } from './testing.ts';

function locked(...of: Parameters<typeof heldBy>): LockedCard {
  const card = heldBy(...of);
  if (!isLocked(card)) throw new Error('a held ticket has a lock');
  return card;
}

test('a ticket on a desk counts its time from the claim, against one lease', () => {
  const card = locked('ana', 'a', { heldFor: 6 * minute, idleFor: 2 * minute });
  expect(heldTicket(card, noon, settings)).toMatchObject({
    heldMs: 6 * minute,
    leaseShare: 0.4,
    leftMs: 13 * minute,
    isStale: false,
  });
});

test('[LOCK-2] a lock that its holder renews beyond one lease fills the bar and is not stale', () => {
  const card = locked('ana', 'a', { heldFor: 40 * minute });
  expect(heldTicket(card, noon, settings)).toMatchObject({ leaseShare: 1, isStale: false });
});

test('[LOCK-2] a lock that a lost connection has shortened tells nothing of the last act', () => {
  const card = locked('ana', 'a', { idleFor: 9 * minute });
  expect(lastActAt({ ...card, lock: { ...card.lock, disconnected: true } }, settings)).toBeNull();
});

test('the ticket in front of the holder lies on top, then the most urgent', () => {
  const cards = [
    locked('ana', 'later'),
    locked('ana', 'danger', { priority: 'P0' }),
    locked('ana', 'shown'),
  ];
  const order = cards.toSorted(inHandOrder('shown')).map(({ id }) => id);
  expect(order).toEqual(['shown', 'danger', 'later']);
});
