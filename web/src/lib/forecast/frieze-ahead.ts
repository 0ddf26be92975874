import type { ForecastView } from '@vigie/shared/wire/forecast';
import { quarterMs } from '@vigie/shared/metrics/quarter-hours';
import { shareIn } from '#lib/frieze/frieze.ts';

/** One quarter hour to come on the frieze: its place, as shares of the width, and what is expected in it. */
export interface QuarterAhead {
  readonly atMs: number;
  readonly left: number;
  readonly width: number;
  readonly received: number;
  readonly answered: number;
}

/** The quarter hours of the shift that have not begun, each with what is expected in it (MET-4). */
export function quartersAhead(
  course: ForecastView['course'],
  shift: { readonly startMs: number; readonly endMs: number },
  now: number,
): QuarterAhead[] {
  const shareOf = shareIn(shift);
  return course
    .filter(({ atMs }) => atMs % quarterMs === 0 && atMs - quarterMs >= now && atMs <= shift.endMs)
    .map(({ atMs, received, answered }) => {
      const left = shareOf(atMs - quarterMs);
      return { atMs, left, width: shareOf(atMs) - left, received, answered };
    });
}
