import { expect, test } from 'vitest';
import { gamma } from './draws.ts';
import { exponential, normal, seededRandom } from './random.ts';

function momentsOf(draw: () => number): { mean: number; variance: number } {
  const drawn = Array.from({ length: 20_000 }, draw);
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
  const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length;
  return { mean, variance };
}

test('[MET-4] normal numbers have mean 0 and variance 1', () => {
  const random = seededRandom(1);
  const { mean, variance } = momentsOf(() => normal(random));
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
});

test.each([0.5, 1, 8])(
  '[MET-4] gamma numbers of shape %d have their mean and variance',
  (shape) => {
    const random = seededRandom(2);
    const { mean, variance } = momentsOf(() => gamma(random, shape, 3));
    expect(mean / 3).toBeCloseTo(1, 1);
    expect(variance / (9 / shape)).toBeCloseTo(1, 0.5);
  },
);

test.each([0.3, 4, 250])('[MET-4] what comes in exponential gaps is Poisson: mean %d', (of) => {
  const random = seededRandom(3);
  const { mean, variance } = momentsOf(() => {
    let count = 0;
    for (let at = exponential(random, of); at < 1; at += exponential(random, of)) count += 1;
    return count;
  });
  expect(mean / of).toBeCloseTo(1, 1);
  expect(variance / of).toBeCloseTo(1, 1);
});
