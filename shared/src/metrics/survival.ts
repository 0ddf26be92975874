import { asTheyStood, type Episode } from './episode.ts';
import { firstAnswerSpan, type Span } from './spans.ts';

/** One fall of the curve: of those who had waited this long, how many were answered just then. */
export interface SurvivalStep {
  readonly minutes: number;
  readonly atRisk: number;
  readonly answered: number;
  /** Estimated share still without an answer after this time, 0 to 1. */
  readonly waitingShare: number;
}

/** A quantile of the time to the first answer, or why there is none (MET-1). */
export type Quantile =
  | { readonly minutes: number }
  /** Cases there are: too few to speak of a quantile. */
  | { readonly tooFew: number }
  /** So many still wait that the time is not known yet: it is longer than any seen. */
  | { readonly notReached: true };

/** Cases that a quantile needs (MET-1). */
export const fewestCases = 20;

const minuteMs = 60_000;
/** Shares are products of fractions: what differs by less than this is rounding. */
const rounding = 1e-9;

/**
 * Kaplan-Meier estimate of who still waits after how long (MET-1): those waiting at `nowMs` count as
 * long as they have waited; those closed unanswered are no cases here, and a figure of their own.
 */
export function survivalCurve(episodes: readonly Episode[], nowMs: number): SurvivalStep[] {
  return curveOf(spansAt(episodes, nowMs));
}

/** The shortest time within which the share `q` has its first answer, waiting ones counted (MET-1). */
export function kaplanMeierQuantile(
  episodes: readonly Episode[],
  q: number,
  nowMs: number,
): Quantile {
  return quantileOf(spansAt(episodes, nowMs), q);
}

/** The same of any spans. */
export function quantileOf(spans: readonly Span[], q: number): Quantile {
  if (spans.length < fewestCases) return { tooFew: spans.length };
  const step = curveOf(spans).find(({ waitingShare }) => waitingShare <= 1 - q + rounding);
  return step ? { minutes: step.minutes } : { notReached: true };
}

/** The estimate of any spans: what is not over was at least so long. */
export function curveOf(spans: readonly Span[]): SurvivalStep[] {
  const cases = spans.toSorted((one, other) => one.ms - other.ms);
  const steps: SurvivalStep[] = [];
  let waitingShare = 1;
  for (let first = 0; first < cases.length;) {
    const ms = cases[first]?.ms ?? Infinity;
    const next = firstAfter(cases, first, ms);
    // Who is still waiting at the very time of an answer was at risk of it (ties).
    const answered = cases.slice(first, next).filter(({ isOver }) => isOver).length;
    const atRisk = cases.length - first;
    if (answered > 0) {
      waitingShare *= (atRisk - answered) / atRisk;
      steps.push({ minutes: ms / minuteMs, atRisk, answered, waitingShare });
    }
    first = next;
  }
  return steps;
}

function spansAt(episodes: readonly Episode[], nowMs: number): Span[] {
  return asTheyStood(episodes, nowMs).flatMap((episode) => firstAnswerSpan(episode, nowMs) ?? []);
}

function firstAfter(cases: readonly Span[], from: number, ms: number): number {
  let index = from;
  while (index < cases.length && cases[index]?.ms === ms) index += 1;
  return index;
}
