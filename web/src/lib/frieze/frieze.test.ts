import { expect, test } from 'vitest';
import { friezeOf } from './frieze.ts';

const minute = 60_000;
/** A day shift: 06:00 to 18:08 in Paris. */
const shift = {
  startMs: Date.parse('2026-11-24T05:00:00Z'),
  endMs: Date.parse('2026-11-24T17:08:00Z'),
};
const quarters = 49;

test('[MET-2] arrivals and answers fall into the quarter hour in which they came', () => {
  const { quarters: drawn } = friezeOf(
    [shift.startMs, shift.startMs + 15 * minute, shift.startMs + 29 * minute],
    [shift.startMs + 14 * minute],
    shift,
    shift.startMs + 40 * minute,
  );
  expect(drawn.map(({ received, answered }) => [received, answered])).toEqual([
    [1, 1],
    [2, 0],
    [0, 0],
  ]);
});

test('nothing is drawn of what is to come, and the quarter that begins now is drawn', () => {
  const atQuarter = friezeOf([], [], shift, shift.startMs + 15 * minute);
  expect(atQuarter.quarters).toHaveLength(2);
  expect(friezeOf([], [], shift, shift.endMs + minute).quarters).toHaveLength(quarters);
});

test('the quarter that runs is as wide as it is old', () => {
  const { quarters: drawn, now } = friezeOf([], [], shift, shift.startMs + 20 * minute);
  expect(drawn[0]?.width).toBeCloseTo(1 / quarters, 6);
  expect((drawn[1]?.left ?? 0) + (drawn[1]?.width ?? 0)).toBeCloseTo(now, 6);
});

test('the marker and the relief stand at their share of the band', () => {
  const { now, relief } = friezeOf([], [], shift, shift.startMs + 75 * minute);
  expect(now).toBeCloseTo(5 / quarters, 6);
  expect(relief).toBeCloseTo((12 * 60 + 8) / (quarters * 15), 6);
});

test('a full bar is the greatest count of either side, and never fewer than eight', () => {
  const many = Array.from({ length: 20 }, () => shift.startMs);
  expect(friezeOf([], many, shift, shift.startMs).most).toBe(20);
  expect(friezeOf(many.slice(18), [], shift, shift.startMs).most).toBe(8);
});

test('each full hour of the shift has its label, but for one at the very end', () => {
  const { hours } = friezeOf([], [], shift, shift.startMs);
  expect(hours).toHaveLength(12);
  expect(hours[0]).toEqual({ ms: shift.startMs, at: 0 });
});
