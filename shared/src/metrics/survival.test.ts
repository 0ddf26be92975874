import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answeredAfter, closedAfter, minute, now, waitingFor } from './fixtures/episodes.ts';
import { published6mp, remission6mp } from './fixtures/remission-6mp.ts';
import { kaplanMeierQuantile, survivalCurve } from './survival.ts';

const trial = [
  ...remission6mp.relapsed.map((weeks) => answeredAfter(weeks)),
  ...remission6mp.censored.map((weeks) => waitingFor(weeks)),
];
const answered = (count: number, minutes: (n: number) => number) =>
  Array.from({ length: count }, (_, n) => answeredAfter(minutes(n)));

test('[MET-1] the curve of the 6-MP trial is the published one', () => {
  const curve = survivalCurve(trial, now).map(({ minutes, waitingShare }) => [
    minutes,
    waitingShare,
  ]);
  expect(curve.map(([weeks]) => weeks)).toEqual(published6mp.map(([weeks]) => weeks));
  published6mp.forEach(([, survival], n) => expect(curve[n]?.[1]).toBeCloseTo(survival, 3));
});

test('[MET-1] whoever still waits at the very time of an answer was at risk of it', () => {
  const atSix = survivalCurve(trial, now)[0];
  expect(atSix).toMatchObject({ minutes: 6, atRisk: 21, answered: 3 });
  expect(survivalCurve(trial, now)[1]).toMatchObject({ minutes: 7, atRisk: 17, answered: 1 });
});

test('[MET-1] the median of the 6-MP trial is 23 weeks, and its 90th percentile is not reached', () => {
  expect(kaplanMeierQuantile(trial, 0.5, now)).toEqual({ minutes: 23 });
  expect(kaplanMeierQuantile(trial, 0.9, now)).toEqual({ notReached: true });
});

test('[MET-1] a quantile is reached at the instant at which the curve meets it', () => {
  const twenty = answered(20, (n) => n + 1);
  expect(kaplanMeierQuantile(twenty, 0.5, now)).toEqual({ minutes: 10 });
  expect(kaplanMeierQuantile(twenty, 0.9, now)).toEqual({ minutes: 18 });
  expect(kaplanMeierQuantile(twenty, 0.91, now)).toEqual({ minutes: 19 });
});

test('[MET-1] there is no quantile from fewer than 20 cases', () => {
  const nineteen = answered(19, (n) => n + 1);
  expect(kaplanMeierQuantile(nineteen, 0.5, now)).toEqual({ tooFew: 19 });
  expect(kaplanMeierQuantile([...nineteen, waitingFor(3)], 0.5, now)).toEqual({ minutes: 10 });
  expect(kaplanMeierQuantile([], 0.5, now)).toEqual({ tooFew: 0 });
});

test('[MET-1] those closed unanswered make no case and move no quantile', () => {
  const nineteen = answered(19, (n) => n + 1);
  expect(kaplanMeierQuantile([...nineteen, closedAfter(1)], 0.5, now)).toEqual({ tooFew: 19 });
  const twenty = answered(20, (n) => n + 1);
  const closed = Array.from({ length: 30 }, () => closedAfter(500));
  expect(survivalCurve([...twenty, ...closed], now)).toEqual(survivalCurve(twenty, now));
});

test('[MET-1] a queue that is on fire does not look better for the answers it never gave', () => {
  const quick = answered(20, () => 5);
  const burning = Array.from({ length: 60 }, () => waitingFor(300));
  expect(kaplanMeierQuantile(quick, 0.9, now)).toEqual({ minutes: 5 });
  expect(kaplanMeierQuantile([...quick, ...burning], 0.9, now)).toEqual({ notReached: true });
});

test('[MET-1] an episode is reckoned as it stood: what ended later still waits, what began later is none', () => {
  const later = answered(20, () => 30).map((one) => ({ ...one, endedAt: now + 60 * minute }));
  expect(kaplanMeierQuantile(later, 0.5, now)).toEqual({ notReached: true });
  const future = answered(20, () => 30).map((one) => ({ ...one, startedAt: now + 1 }));
  expect(kaplanMeierQuantile(future, 0.5, now)).toEqual({ tooFew: 0 });
});

test('[MET-1] an answer that seems to precede its question waited no time, never less', () => {
  expect(survivalCurve([answeredAfter(-2)], now - 2 * minute)).toEqual([]);
  const early = { ...answeredAfter(1), endedAt: now - 5 * minute };
  expect(survivalCurve([early], now)[0]?.minutes).toBe(0);
});

const wait = fc.integer({ min: 0, max: 600 });
const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);

test('[MET-1] where nobody waits, the quantile is the plain empirical one', () => {
  fc.assert(
    fc.property(fc.array(wait, { minLength: 20, maxLength: 80 }), share, (waits, q) => {
      const sorted = waits.toSorted((one, other) => one - other);
      const plain = sorted[Math.ceil(q * waits.length - 1e-9) - 1];
      const cases = waits.map((minutes) => answeredAfter(minutes));
      expect(kaplanMeierQuantile(cases, q, now)).toEqual({ minutes: plain });
    }),
  );
});

test('[MET-1] the curve falls from 1 to no less than 0, and those at risk only become fewer', () => {
  fc.assert(
    fc.property(fc.array(wait), fc.array(wait), (answers, waits) => {
      const cases = [...answers.map((m) => answeredAfter(m)), ...waits.map((m) => waitingFor(m))];
      const curve = survivalCurve(cases, now);
      curve.forEach((step, n) => {
        expect(step.waitingShare).toBeLessThan(curve[n - 1]?.waitingShare ?? 1);
        expect(step.waitingShare).toBeGreaterThanOrEqual(0);
        expect(step.atRisk).toBeLessThan(curve[n - 1]?.atRisk ?? Infinity);
      });
    }),
  );
});

test('[MET-1] one more who still waits never makes a quantile shorter', () => {
  fc.assert(
    fc.property(fc.array(wait, { minLength: 20 }), wait, share, (waits, longer, q) => {
      const cases = waits.map((minutes) => answeredAfter(minutes));
      const before = kaplanMeierQuantile(cases, q, now);
      const after = kaplanMeierQuantile([...cases, waitingFor(longer)], q, now);
      const minutes = (quantile: typeof before) =>
        'minutes' in quantile ? quantile.minutes : Infinity;
      expect(minutes(after)).toBeGreaterThanOrEqual(minutes(before));
    }),
  );
});
