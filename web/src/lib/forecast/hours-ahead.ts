import type { ForecastView } from '@vigie/shared/wire/forecast';

type Point = ForecastView['course'][number];

const hourMs = 3_600_000;

/** The course to the relief by hours: what comes and is answered in each, and what waits at its end. */
export function hoursAhead({ course, reliefMs }: ForecastView): Point[] {
  const hours: Point[] = [];
  let [received, answered] = [0, 0];
  for (const point of course) {
    if (point.atMs > reliefMs) break;
    received += point.received;
    answered += point.answered;
    if (point.atMs % hourMs !== 0 && point.atMs !== reliefMs) continue;
    hours.push({ ...point, received, answered });
    [received, answered] = [0, 0];
  }
  return hours;
}
