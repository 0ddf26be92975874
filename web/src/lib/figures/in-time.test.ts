import type { Episode } from '@vigie/shared/metrics/episode';
import { expect, test } from 'vitest';
import { inTimeOf } from './in-time.ts';

const answered = (priority: Episode['priority'], endedAt: number, dueAt: number): Episode => ({
  ...{ id: `${String(priority)}-${String(endedAt)}`, ticketId: 'a', priority, by: 'ana' },
  ...{ startedAt: 0, dueAt, endedAt, outcome: 'answered', excluded: null },
});

test('[MET-1] P1 is counted apart from P2 and P3, P0 and the veiled in neither', () => {
  const episodes = [
    answered('P1', 50, 60),
    answered('P1', 70, 60),
    answered('P2', 50, 60),
    answered('P3', 50, 60),
    answered('P0', 50, 60),
    answered(null, 50, 60),
  ];
  const { p1, p2p3 } = inTimeOf(episodes, 100, 0);
  expect([p1.hits, p1.misses]).toEqual([1, 1]);
  expect([p2p3.hits, p2p3.misses]).toEqual([2, 0]);
});

test('what was answered before the shift began is not of the shift', () => {
  expect(inTimeOf([answered('P1', 50, 60)], 100, 51).p1.hits).toBe(0);
});
