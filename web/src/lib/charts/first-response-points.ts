import type { FirstResponsePoint } from '@vigie/shared/metrics/first-response-series';

export interface ChartPoint {
  readonly x: number;
  readonly y: number | null;
}

/** What the chart of the first answer is drawn from. */
export interface FirstResponseData {
  readonly points: readonly FirstResponsePoint[];
  readonly targetMinutes: number | null;
  /** The stretch shown: the whole shift, what is to come included. */
  readonly startMs: number;
  readonly endMs: number;
  /** Time limits of the axis labels: « 14:00 ». */
  readonly hourOf: (ms: number) => string;
  readonly minutesOf: (minutes: number) => string;
  readonly texts: { readonly median: string; readonly ninetieth: string; readonly target: string };
}

/** The least that the scale can show: a quicker answer stands on its lowest line. */
const leastMinutes = 1;

/** One curve of the chart; what is not known stays a gap. */
export function curve(
  points: readonly FirstResponsePoint[],
  of: 'median' | 'ninetieth',
): ChartPoint[] {
  return points.map((point) => {
    const minutes = point[of];
    return { x: point.startMs, y: minutes === null ? null : Math.max(leastMinutes, minutes) };
  });
}

/** Full hours of the stretch, every second one, for the axis. */
export function hoursShown(startMs: number, endMs: number): number[] {
  const twoHoursMs = 2 * 3_600_000;
  const count = Math.ceil((endMs - startMs) / twoHoursMs);
  return Array.from({ length: count }, (_, n) => startMs + n * twoHoursMs);
}
