import { perQuarterHour, quarterMs, quartersOf } from '@vigie/shared/metrics/quarter-hours';

/** One quarter hour of the frieze: where it stands in the shift (shares of its width) and what fell into it. */
export interface FriezeQuarter {
  readonly startMs: number;
  readonly left: number;
  readonly width: number;
  readonly received: number;
  readonly answered: number;
}

/** The band of the shift as shares of its width and heights, 0 to 1. */
export interface Frieze {
  /** The instants at its two ends. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Quarters that have begun, in order. */
  readonly quarters: readonly FriezeQuarter[];
  /** What a bar of full height stands for. */
  readonly most: number;
  readonly now: number;
  readonly relief: number;
  readonly hours: readonly { readonly ms: number; readonly at: number }[];
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

const hourMs = 4 * quarterMs;
/** An hour that begins later than this share of the width has no room for its label. */
const roomForLabel = 0.97;
/** A shift that has just begun is not drawn as a rush: full height is at least this many. */
const leastFull = 8;

/** Draws a shift from its start to its relief (frieze of the drawings; MET-2's counts per quarter hour). */
export function friezeOf(
  arrivals: readonly number[],
  answers: readonly number[],
  shift: Stretch,
  now: number,
): Frieze {
  const starts = quartersOf(shift.startMs, shift.endMs);
  const { fromMs, toMs } = bandOf(starts, shift);
  const shareOf = shareIn(shift);
  const quarters = quartersUpTo(arrivals, answers, shift, now).map((quarter) => ({
    ...quarter,
    left: shareOf(quarter.startMs),
    // The quarter that runs is as wide as it is old.
    width: Math.min(1 / starts.length, shareOf(now) - shareOf(quarter.startMs)),
  }));
  return {
    ...{ fromMs, toMs },
    quarters,
    most: Math.max(
      leastFull,
      ...quarters.flatMap((quarter) => [quarter.received, quarter.answered]),
    ),
    now: shareOf(now),
    relief: shareOf(shift.endMs),
    hours: starts
      .filter((ms) => ms % hourMs === 0)
      .map((ms) => ({ ms, at: shareOf(ms) }))
      .filter(({ at }) => at < roomForLabel),
  };
}

/** Where an instant stands in the band of a shift, as a share of its width. */
export function shareIn(shift: Stretch): (ms: number) => number {
  const { fromMs, toMs } = bandOf(quartersOf(shift.startMs, shift.endMs), shift);
  return (ms) => Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));
}

/** The band begins and ends with whole quarter hours. */
function bandOf(starts: readonly number[], { startMs }: Stretch) {
  const fromMs = starts[0] ?? startMs;
  return { fromMs, toMs: fromMs + starts.length * quarterMs };
}

function quartersUpTo(
  arrivals: readonly number[],
  answers: readonly number[],
  { startMs, endMs }: Stretch,
  now: number,
) {
  const until = Math.min(now + 1, endMs);
  const answered = perQuarterHour(answers, startMs, until);
  return perQuarterHour(arrivals, startMs, until).map(({ startMs: quarter, count }, index) => ({
    startMs: quarter,
    received: count,
    answered: answered[index]?.count ?? 0,
  }));
}

/** Where an instant stands on the frieze, as a share of its width. */
export function shareAt({ fromMs, toMs }: Pick<Frieze, 'fromMs' | 'toMs'>, ms: number): number {
  return Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));
}

/** The instant that stands at a share of the frieze's width. */
export function instantAt(
  { fromMs, toMs }: Pick<Frieze, 'fromMs' | 'toMs'>,
  share: number,
): number {
  return fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs);
}
