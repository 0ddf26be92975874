import { asTheyStood, type Episode } from './episode.ts';

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
  const cases = casesAt(episodes, nowMs);
  const steps: SurvivalStep[] = [];
  let waitingShare = 1;
  for (let first = 0; first < cases.length;) {
    const waitedMs = waited(cases, first);
    const next = firstAfter(cases, first, waitedMs);
    // Who is still waiting at the very time of an answer was at risk of it (ties).
    const answered = cases.slice(first, next).filter((one) => one.answered).length;
    const atRisk = cases.length - first;
    if (answered > 0) {
      waitingShare *= (atRisk - answered) / atRisk;
      steps.push({ minutes: waitedMs / minuteMs, atRisk, answered, waitingShare });
    }
    first = next;
  }
  return steps;
}

/** The shortest time within which the share `q` has its first answer, waiting ones counted (MET-1). */
export function kaplanMeierQuantile(
  episodes: readonly Episode[],
  q: number,
  nowMs: number,
): Quantile {
  const count = casesAt(episodes, nowMs).length;
  if (count < fewestCases) return { tooFew: count };
  const step = survivalCurve(episodes, nowMs).find(
    ({ waitingShare }) => waitingShare <= 1 - q + rounding,
  );
  return step ? { minutes: step.minutes } : { notReached: true };
}

interface Case {
  readonly waitedMs: number;
  readonly answered: boolean;
}

/** Everyone who was answered or waits, the shortest wait first. */
function casesAt(episodes: readonly Episode[], nowMs: number): Case[] {
  return asTheyStood(episodes, nowMs)
    .filter(({ outcome }) => outcome !== 'closed-unanswered')
    .map(({ startedAt, endedAt, outcome }) => ({
      // The mail server's clock and ours may differ by a little: no wait is shorter than none.
      waitedMs: Math.max(0, (endedAt ?? nowMs) - startedAt),
      answered: outcome === 'answered',
    }))
    .sort((one, other) => one.waitedMs - other.waitedMs);
}

function waited(cases: readonly Case[], index: number): number {
  return cases[index]?.waitedMs ?? Infinity;
}

function firstAfter(cases: readonly Case[], from: number, waitedMs: number): number {
  let index = from;
  while (index < cases.length && waited(cases, index) === waitedMs) index += 1;
  return index;
}
