import { asTheyStood, countedOf, type Episode, runningSince } from './episode.ts';
import { quarterMs, quartersOf } from './quarter-hours.ts';
import { kaplanMeierQuantile, type Quantile } from './survival.ts';

/** One point of the chart: a quarter hour, and the figures as they stood at its end. */
export interface FirstResponsePoint {
  readonly startMs: number;
  /** In minutes; null where there are too few cases, or so many waiting that it is not known. */
  readonly median: number | null;
  readonly ninetieth: number | null;
  /** Answered or waiting in the window. */
  readonly cases: number;
}

/**
 * How far back each point looks. A quarter hour of an ordinary day holds about five first answers, and
 * a quantile needs 20 (MET-1): in two hours of daytime there are enough.
 */
const windowMs = 2 * 3_600_000;

/**
 * Median and 90th percentile of the first answer for each quarter hour (MET-1), over the clocks that ran
 * in the two hours before its end, as they stood then; the last point stands at `nowMs`.
 */
export function firstResponseSeries(
  episodes: readonly Episode[],
  fromMs: number,
  nowMs: number,
): FirstResponsePoint[] {
  return quartersOf(fromMs, nowMs).map((startMs) =>
    point(episodes, startMs, Math.min(startMs + quarterMs, nowMs)),
  );
}

function point(episodes: readonly Episode[], startMs: number, atMs: number): FirstResponsePoint {
  const ran = countedOf(runningSince(asTheyStood(episodes, atMs), atMs - windowMs));
  return {
    startMs,
    median: minutesOrNull(kaplanMeierQuantile(ran, 0.5, atMs)),
    ninetieth: minutesOrNull(kaplanMeierQuantile(ran, 0.9, atMs)),
    cases: ran.filter(({ outcome }) => outcome !== 'closed-unanswered').length,
  };
}

function minutesOrNull(quantile: Quantile): number | null {
  return 'minutes' in quantile ? quantile.minutes : null;
}
