import { answerVerdict, keptOf, verdictOf, type Kept } from './aims.ts';
import { countedOf, exclusions, type Exclusion } from './episode.ts';
import { measuredAsStood, type MeasuredClock } from './measured-episode.ts';
import { measures, spanOf, type Measure } from './spans.ts';
import { quantileOf, type Quantile } from './survival.ts';

/** The quantiles shown: the band of the middle half, the median, and what nine in ten keep to. */
export const shares = [0.25, 0.5, 0.75, 0.9] as const;

/** A measure over some episodes: how many it speaks of, how many of them still wait, and its quantiles. */
export interface TimeFigures {
  readonly cases: number;
  readonly waiting: number;
  /** In the order of `shares`. */
  readonly quantiles: readonly Quantile[];
}

/** Every figure of some episodes as they stood at an instant (MET-1). */
export interface GroupFigures {
  /** Clocks that the times and shares speak of. */
  readonly counted: number;
  /** The others, by why not. */
  readonly excluded: Readonly<Record<Exclusion, number>>;
  readonly answered: number;
  readonly closedUnanswered: number;
  /** Of all: whoever waits, waits, whatever else is reckoned of them. */
  readonly waiting: number;
  readonly oldestWaitMs: number | null;
  /** Answered within their target. */
  readonly inTime: Kept;
  /** Kept to what their priority aims at: a P0 seen, the others answered. */
  readonly kept: Kept;
  /** Tickets settled, and those of them that came back. */
  readonly settled: number;
  readonly returned: number;
  readonly times: Readonly<Record<Measure, TimeFigures>>;
}

/** Reckons every figure of some episodes; the oracle of whatever reckons the same faster (MET-3). */
export function groupFigures(episodes: readonly MeasuredClock[], nowMs: number): GroupFigures {
  const standing = measuredAsStood(episodes, nowMs);
  const counted = countedOf(standing);
  const waiting = standing.filter(({ outcome }) => outcome === 'waiting');
  const of = (outcome: MeasuredClock['outcome']) =>
    counted.filter((episode) => episode.outcome === outcome);
  const answerable = counted.filter(({ outcome }) => outcome !== 'closed-unanswered');
  return {
    counted: counted.length,
    excluded: excludedOf(standing),
    answered: of('answered').length,
    closedUnanswered: of('closed-unanswered').length,
    waiting: waiting.length,
    oldestWaitMs: waiting.length
      ? nowMs - Math.min(...waiting.map(({ startedAt }) => startedAt))
      : null,
    inTime: keptOf(answerable.map((episode) => answerVerdict(episode, nowMs))),
    kept: keptOf(counted.filter(isJudged).map((episode) => verdictOf(episode, nowMs))),
    settled: standing.filter(({ settledAt }) => settledAt !== null).length,
    returned: standing.filter(({ returnedAt }) => returnedAt !== null).length,
    times: timesOf(counted, nowMs),
  };
}

function excludedOf(episodes: readonly MeasuredClock[]): Record<Exclusion, number> {
  return Object.fromEntries(
    exclusions.map((exclusion) => [
      exclusion,
      episodes.filter(({ excluded }) => excluded === exclusion).length,
    ]),
  ) as Record<Exclusion, number>;
}

/** Whoever closed it without what was due leaves no verdict, now or later. */
export function isJudged({
  outcome,
  priority,
  claimedAt,
}: Pick<MeasuredClock, 'outcome' | 'priority' | 'claimedAt'>): boolean {
  return outcome !== 'closed-unanswered' || (priority === 'P0' && claimedAt !== null);
}

function timesOf(episodes: readonly MeasuredClock[], nowMs: number): Record<Measure, TimeFigures> {
  return Object.fromEntries(
    measures.map((measure) => [measure, timeFigures(episodes, measure, nowMs)]),
  ) as Record<Measure, TimeFigures>;
}

/** One measure of some episodes, which are taken as they are. */
function timeFigures(
  episodes: readonly MeasuredClock[],
  measure: Measure,
  nowMs: number,
): TimeFigures {
  const spans = episodes.flatMap((episode) => spanOf(episode, measure, nowMs) ?? []);
  return {
    cases: spans.length,
    waiting: spans.filter(({ isOver }) => !isOver).length,
    quantiles: shares.map((share) => quantileOf(spans, share)),
  };
}
