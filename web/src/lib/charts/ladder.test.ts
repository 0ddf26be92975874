import { expect, test } from 'vitest';
import { ladderFor } from './ladder.ts';

test('the scale ends at the first known time above all that is shown, with air above it', () => {
  expect(ladderFor([3, 40, null])).toEqual({ rungs: [1, 5, 15, 60], top: 90 });
  expect(ladderFor([60])).toEqual({ rungs: [1, 5, 15, 60], top: 90 });
  expect(ladderFor([61, 1_440]).rungs).toEqual([1, 5, 15, 60, 240, 1_440]);
});

test('a chart without data has a scale as well', () => {
  expect(ladderFor([null])).toEqual({ rungs: [1, 5], top: 7.5 });
});

test('what took longer than a day is still on the chart', () => {
  expect(ladderFor([3_000]).top).toBe(4_500);
});
