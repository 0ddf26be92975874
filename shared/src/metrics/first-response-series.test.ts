import { expect, test } from 'vitest';
import { firstResponseSeries } from './first-response-series.ts';
import { answeredAfter, closedAfter, minute, now, waitingFor } from './fixtures/episodes.ts';

const many = <T>(count: number, make: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n));

test('[MET-1] each quarter hour has a point, and the last stands at this instant', () => {
  const series = firstResponseSeries([], now - 60 * minute, now + minute);
  expect(series.map(({ startMs }) => (startMs - now) / minute)).toEqual([-60, -45, -30, -15, 0]);
  expect(series.at(-1)).toEqual({ startMs: now, median: null, ninetieth: null, cases: 0 });
});

test('[MET-1] a point counts what was answered in the two hours before its end, and what waited then', () => {
  const answers = many(20, (n) => answeredAfter(n + 1, 10));
  const [point] = firstResponseSeries(answers, now - 15 * minute, now);
  expect(point).toMatchObject({ median: 10, ninetieth: 18, cases: 20 });
  const old = [...answers, answeredAfter(1, 120), answeredAfter(1, 120 + 1 / minute)];
  expect(firstResponseSeries(old, now - 15 * minute, now)[0]?.cases).toBe(21);
  const waiting = [...answers, waitingFor(500)];
  expect(firstResponseSeries(waiting, now - 15 * minute, now)[0]?.cases).toBe(21);
});

test('[MET-1] a point with fewer than 20 cases shows how many, and no figure', () => {
  const episodes = [...many(19, () => answeredAfter(5, 1)), closedAfter(5)];
  const [point] = firstResponseSeries(episodes, now - 15 * minute, now);
  expect(point).toMatchObject({ median: null, ninetieth: null, cases: 19 });
});

test('[MET-1] the past of the chart does not change with what comes later', () => {
  const before = many(30, (n) => answeredAfter(n + 1, 60));
  const later = [
    ...before,
    ...many(30, () => answeredAfter(20, 5)),
    ...many(9, () => waitingFor(40)),
  ];
  const past = (series: ReturnType<typeof firstResponseSeries>) => series.slice(0, 4);
  const from = now - 120 * minute;
  expect(past(firstResponseSeries(later, from, now))).toEqual(
    past(firstResponseSeries(before, from, now)),
  );
});
