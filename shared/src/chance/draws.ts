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
