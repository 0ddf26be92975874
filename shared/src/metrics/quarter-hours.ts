export const quarterMs = 15 * 60_000;

/** One quarter of an hour of the frieze, and what fell into it. */
export interface QuarterCount {
  readonly startMs: number;
  readonly count: number;
}

/** Counts instants by the quarter hour, for those from `fromMs` to before `toMs` (MET-2); empty quarters count 0. */
export function perQuarterHour(
  timesMs: readonly number[],
  fromMs: number,
  toMs: number,
): QuarterCount[] {
  const starts = quartersOf(fromMs, toMs);
  const counts = starts.map(() => 0);
  const [first = 0] = starts;
  for (const time of timesMs) {
    if (time < fromMs || time >= toMs) continue;
    const index = Math.floor((time - first) / quarterMs);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return starts.map((startMs, index) => ({ startMs, count: counts[index] ?? 0 }));
}

/** Starts of the quarter hours that touch the stretch from `fromMs` to before `toMs`. */
export function quartersOf(fromMs: number, toMs: number): number[] {
  // Paris is whole hours off UTC, so that its quarters are those of the epoch, clock changes included.
  const first = Math.floor(fromMs / quarterMs);
  const count = Math.max(0, Math.ceil(toMs / quarterMs) - first);
  return Array.from({ length: count }, (_, n) => (first + n) * quarterMs);
}
