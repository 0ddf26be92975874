import { expect, test } from 'vitest';
import { figureOf, lineOf, median, plainFigure, quantile } from './figure.ts';

test('[RUN-5] a figure is the median of its rounds, and its ratio that of the paired ratios', () => {
  const pairs = [
    { ours: 10, bare: 10 },
    { ours: 30, bare: 10 },
    { ours: 24, bare: 20 },
  ];
  const figure = figureOf('feed', 'ms', pairs, { kind: 'ratio-at-most', limit: 1.3 });
  expect(figure).toMatchObject({
    value: 24,
    baseline: 10,
    ratio: 1.2,
    aim: 'ratio ≤ 1.3',
    holds: true,
  });
});

test('[RUN-5] an aim that is missed is said plainly', () => {
  const pair = [{ ours: 4, bare: 10 }];
  const slow = figureOf('desk', '1/s', pair, { kind: 'ratio-at-least', limit: 0.5 });
  expect(slow.holds).toBe(false);
  expect(lineOf(slow)).toBe('MISSED  desk: 4.00 1/s (bare 10.0 1/s, ratio 0.40, aim ratio ≥ 0.5)');
  expect(lineOf(plainFigure('snapshot', 'ms', 5, 5))).toBe(
    'holds   snapshot: 5.00 ms (aim ≤ 5 ms)',
  );
});

test('a quantile lies between its nearest values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([1, 2])).toBe(1.5);
  expect(quantile([0, 10], 0.9)).toBeCloseTo(9);
});
