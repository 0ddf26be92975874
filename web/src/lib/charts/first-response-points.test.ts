import { expect, test } from 'vitest';
import { curve, hoursShown } from './first-response-points.ts';

const point = (startMs: number, median: number | null) => ({
  startMs,
  median,
  ninetieth: null,
  cases: 30,
});

test('[MET-1] a quarter hour of too few cases is a gap, not a nought', () => {
  expect(curve([point(0, 12), point(1, null)], 'median')).toEqual([
    { x: 0, y: 12 },
    { x: 1, y: null },
  ]);
});

test('an answer within a minute stands on the lowest line of the scale', () => {
  expect(curve([point(0, 0.2)], 'median')).toEqual([{ x: 0, y: 1 }]);
});

test('every second hour of a shift of 12 h 08 is named', () => {
  const hour = 3_600_000;
  expect(hoursShown(0, 12 * hour + 8 * 60_000).map((ms) => ms / hour)).toEqual([
    0, 2, 4, 6, 8, 10, 12,
  ]);
});
