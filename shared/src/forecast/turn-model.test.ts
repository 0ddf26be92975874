import { expect, test } from 'vitest';
import type { Case } from './known.ts';
import { learnOutOfTurn } from './turn-model.ts';

/** So many tickets at once, claimed one a minute in the order of their targets, or in the opposite one. */
function claimed(count: number, inTurn: boolean): Case[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ id: String(n), priority: 'P2', restricted: false, startedAt: n, dueAt: 1_000 + n },
    claimedAt: 10_000 + 60 * (inTurn ? n : count - n),
    ...{ endedAt: null, holder: 'a', outcome: 'waiting', withSheet: false },
  }));
}

test('[MET-4] who takes what is next is seen to keep the order, and who does not is not', () => {
  expect(learnOutOfTurn({ cases: claimed(400, true) })).toBeLessThan(0.01);
  expect(learnOutOfTurn({ cases: claimed(400, false) })).toBeGreaterThan(0.9);
});

test('[MET-4] with no claims at all a few are expected out of turn', () => {
  expect(learnOutOfTurn({ cases: [] })).toBeCloseTo(0.05);
});
