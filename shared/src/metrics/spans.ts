import { beginsWork } from '../ticket/clocks.ts';
import type { MeasuredEpisode } from './measured-episode.ts';

/** What is timed: to the first human answer, to the claim, in hands, and to the ticket's being settled. */
export const measures = ['first-answer', 'claim', 'handling', 'resolution'] as const;
export type Measure = (typeof measures)[number];

/** A time that somebody waited, in ms; where it is not over it is at least so long. */
export interface Span {
  readonly ms: number;
  readonly isOver: boolean;
}

type Timed = Pick<
  MeasuredEpisode,
  'startedAt' | 'endedAt' | 'outcome' | 'claimedAt' | 'handledMs' | 'settledAt' | 'cause'
>;

/**
 * The span of an episode under a measure at an instant, or null where the measure says nothing of it
 * (MET-1): what was closed unanswered had no first answer, and is no handling of one either.
 */
export function spanOf(episode: Timed, measure: Measure, nowMs: number): Span | null {
  return spans[measure](episode, nowMs);
}

/** To the first human answer; null where it was closed without one. */
export function firstAnswerSpan(
  { startedAt, endedAt, outcome }: Pick<Timed, 'startedAt' | 'endedAt' | 'outcome'>,
  nowMs: number,
): Span | null {
  return outcome === 'closed-unanswered' ? null : span(startedAt, endedAt, nowMs);
}

const spans: Readonly<Record<Measure, (episode: Timed, nowMs: number) => Span | null>> = {
  'first-answer': firstAnswerSpan,
  claim: ({ startedAt, claimedAt, endedAt }, nowMs) =>
    // Closed by whoever did not have to claim it, as a whole page of advertising may be.
    claimedAt === null && endedAt !== null ? null : span(startedAt, claimedAt, nowMs),
  handling: ({ outcome, claimedAt, handledMs }) =>
    claimedAt === null || outcome === 'closed-unanswered'
      ? null
      : { ms: handledMs, isOver: outcome === 'answered' },
  resolution: ({ cause, startedAt, settledAt }, nowMs) =>
    beginsWork({ cause }) ? span(startedAt, settledAt, nowMs) : null,
};

function span(startedAt: number, over: number | null, nowMs: number): Span {
  // The mail server's clock and ours may differ by a little: no wait is shorter than none.
  return { ms: Math.max(0, (over ?? nowMs) - startedAt), isOver: over !== null };
}
