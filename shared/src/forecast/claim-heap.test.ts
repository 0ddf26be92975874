import { expect, test } from 'vitest';
import { seededRandom, shuffled } from '../chance/random.ts';
import { byClaimOrder, type ClaimPlace } from '../ticket/claim-order.ts';
import { ClaimHeap } from './claim-heap.ts';

const random = seededRandom(5);
const tickets = Array.from({ length: 200 }, (_, n): ClaimPlace => ({
  id: String(n),
  queueRank: random.next() < 0.1 ? 0 : 1,
  queueDue: Math.floor(random.next() * 40),
  openedAt: Math.floor(random.next() * 10),
}));

test('[MET-4] tickets leave a simulated queue in the order of "claim next", whatever order they came in', () => {
  const heap = new ClaimHeap<ClaimPlace>();
  for (const ticket of shuffled(random, tickets)) heap.put(ticket);
  const taken = Array.from({ length: tickets.length }, () => heap.take());
  expect(taken).toEqual(tickets.toSorted(byClaimOrder));
  expect(heap.take()).toBeUndefined();
});

test('[MET-4] … also after any of them was taken by hand', () => {
  const heap = new ClaimHeap(tickets.toSorted(byClaimOrder));
  const byHand = Array.from({ length: 120 }, () => heap.takeAny(random));
  expect(new Set(byHand).size).toBe(120);
  const rest = tickets.filter((ticket) => !byHand.includes(ticket));
  const taken = Array.from({ length: rest.length }, () => heap.take());
  expect(taken).toEqual(rest.toSorted(byClaimOrder));
});
