import { normal, type Random } from './random.ts';

/** A gamma number of this shape and mean (Marsaglia and Tsang, 2000). */
export function gamma(random: Random, shape: number, mean: number): number {
  if (shape < 1) {
    const boost = (1 - random.next()) ** (1 / shape);
    return (gamma(random, shape + 1, shape + 1) * boost * mean) / shape;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.next();
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v * mean) / shape;
  }
}

/** Beyond this mean the count is the sum of two halves: the product below would run into zero. */
const largestMean = 30;

/** A Poisson count of this mean (Knuth). */
export function poisson(random: Random, mean: number): number {
  if (mean > largestMean) return poisson(random, mean / 2) + poisson(random, mean / 2);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  return count;
}
