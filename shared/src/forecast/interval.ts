/** An 80 % interval with its middle, in tickets. */
export interface Interval {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** The value below which this share of a sorted list lies; between two values the nearer part of both. */
function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle 80 % of what was simulated. */
export function intervalOf(counts: ArrayLike<number>): Interval {
  const sorted = Float64Array.from(counts).sort();
  return {
    low: quantileOf(sorted, 0.1),
    median: quantileOf(sorted, 0.5),
    high: quantileOf(sorted, 0.9),
  };
}

/** In whole tickets, none below none. */
export function wholeInterval({ low, median, high }: Interval): Interval {
  const whole = (value: number) => Math.max(0, Math.round(value));
  return { low: whole(low), median: whole(median), high: whole(high) };
}
