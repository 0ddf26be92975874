import { expect, test } from 'vitest';
import { minute, now } from './fixtures/episodes.ts';
import { measuredAnswered, measuredWaiting } from './fixtures/measured.ts';
import { groupFigures } from './group-figures.ts';

const many = <T>(count: number, make: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n));
const closed = { outcome: 'closed-unanswered', endedAt: now, settledAt: now } as const;

test('[MET-1] whoever waits counts in each measure, closed unanswered stands apart, the excluded too', () => {
  const figures = groupFigures(
    [
      ...many(18, (n) => measuredAnswered(3 * (n + 1))),
      ...many(2, () => measuredWaiting(500)),
      ...many(7, () => measuredWaiting(9, closed)),
      ...many(5, () => measuredAnswered(1, { cause: 'returned', excluded: 'reopened' })),
      measuredAnswered(1, { excluded: 'test' }),
    ],
    now,
  );
  expect(figures).toMatchObject({ counted: 27, answered: 18, closedUnanswered: 7, waiting: 2 });
  expect(figures.excluded).toEqual({ reopened: 5, merged: 0, 'machine-mail': 0, test: 1 });
  expect(figures.oldestWaitMs).toBe(500 * minute);
  expect(figures.times['first-answer']).toEqual({
    cases: 20,
    waiting: 2,
    quantiles: [{ minutes: 15 }, { minutes: 30 }, { minutes: 45 }, { minutes: 54 }],
  });
  // Of those closed nobody had to take any in hand; whoever waits has not been claimed yet.
  expect(figures.times.claim).toMatchObject({ cases: 20, waiting: 2 });
  // Nobody works on what waits unclaimed: eighteen are too few.
  expect(figures.times.handling.quantiles[1]).toEqual({ tooFew: 18 });
  expect(figures.times.resolution).toMatchObject({ cases: 27, waiting: 2 });
});

test('[MET-1] the share within target counts the late who still wait, and leaves out who has time', () => {
  const figures = groupFigures(
    [measuredAnswered(60), measuredAnswered(61), measuredWaiting(61), measuredWaiting(60)],
    now,
  );
  expect(figures.inTime).toEqual({ hits: 1, misses: 2, undecided: 1, share: 1 / 3 });
  expect(figures.kept).toEqual(figures.inTime);
});

test('[MET-1] a P0 keeps to its aim by being in hand within two minutes, whenever it is answered', () => {
  const p0 = { priority: 'P0', dueAt: now } as const;
  const figures = groupFigures(
    [
      measuredAnswered(50, { ...p0, claimedAt: now - 48 * minute }),
      measuredAnswered(50, { ...p0, claimedAt: now - 48 * minute + 1 }),
      measuredWaiting(2, p0),
      measuredWaiting(3, p0),
      measuredWaiting(50, { ...p0, ...closed }),
    ],
    now,
  );
  expect(figures.kept).toEqual({ hits: 1, misses: 2, undecided: 1, share: 1 / 3 });
});

test('[MET-1] of the tickets settled, those that came back are a figure', () => {
  const back = { returnedAt: now } as const;
  const figures = groupFigures([measuredAnswered(9, back), ...many(3, measuredAnswered)], now);
  expect(figures).toMatchObject({ settled: 4, returned: 1 });
});
