import { expect, test } from 'vitest';
import { hoursAhead } from './hours-ahead.ts';

const quarter = 900_000;
const point = (n: number) => ({
  ...{ atMs: n * quarter, low: n, median: n, high: n },
  ...{ received: 1, answered: 0.5 },
});

test('[MET-4] the course is told by hours, the last one ending at the relief', () => {
  const course = [3, 4, 5, 6, 7, 8, 9, 10].map(point);
  const hours = hoursAhead({ course, reliefMs: 9 * quarter } as never);
  expect(hours.map(({ atMs, median, received }) => [atMs / quarter, median, received])).toEqual([
    [4, 4, 2],
    [8, 8, 4],
    [9, 9, 1],
  ]);
});
