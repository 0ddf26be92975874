import { answerVerdict, verdictOf } from './aims.ts';
import { isJudged } from './group-figures.ts';
import type { MeasuredClock } from './measured-episode.ts';
import { measures, spanOf } from './spans.ts';

/** Figures of a stretch that open on what they are made of (MET-2). */
export const receiptFigures = [
  'first-answer',
  'claim',
  'handling',
  'resolution',
  'in-time',
  'kept',
  'waiting',
  'returned',
  'closed-unanswered',
  'excluded',
  /** Waiting, and in nobody's hands: of the live screen. */
  'to-take',
] as const;
export type ReceiptFigure = (typeof receiptFigures)[number];

/** How a line of a receipt stands to its figure: in it well, or against it; null where there is no such thing. */
export interface ReceiptLine<T extends MeasuredClock = MeasuredClock> {
  readonly episode: T;
  /** The time that the figure speaks of, in ms. */
  readonly ms: number;
  readonly isOver: boolean;
  readonly isMiss: boolean | null;
}

/** What a figure says of one episode, as it stands; null where the episode is not in the figure (MET-2). */
export function receiptLine<T extends MeasuredClock>(
  figure: ReceiptFigure,
  episode: T,
  nowMs: number,
): ReceiptLine<T> | null {
  const measure = measures.find((one) => one === figure);
  const span = spanOf(episode, measure ?? 'first-answer', nowMs) ?? ended(episode);
  const line = { episode, ...span, isMiss: missOf(figure, episode, nowMs) };
  return belongs(figure, episode, nowMs) ? line : null;
}

type Graded = Pick<ReceiptLine, 'ms' | 'isMiss'>;

/** What was missed comes first, and then what took longest. */
export function byGravity(one: Graded, other: Graded): number {
  return Number(other.isMiss ?? false) - Number(one.isMiss ?? false) || other.ms - one.ms;
}

function belongs(figure: ReceiptFigure, episode: MeasuredClock, nowMs: number): boolean {
  const { outcome, excluded, returnedAt } = episode;
  switch (figure) {
    case 'waiting':
    case 'to-take':
      return outcome === 'waiting';
    case 'excluded':
      return excluded !== null;
    case 'returned':
      return returnedAt !== null;
    case 'closed-unanswered':
      return excluded === null && outcome === 'closed-unanswered';
    case 'in-time':
      return excluded === null && answerVerdict(episode, nowMs) !== null;
    case 'kept':
      return excluded === null && isJudged(episode) && verdictOf(episode, nowMs) !== null;
    default:
      return excluded === null && spanOf(episode, figure, nowMs) !== null;
  }
}

function missOf(figure: ReceiptFigure, episode: MeasuredClock, nowMs: number): boolean | null {
  const verdict = figure === 'kept' ? verdictOf(episode, nowMs) : answerVerdict(episode, nowMs);
  return verdict && !verdict.isHit;
}

function ended({ startedAt, endedAt }: MeasuredClock) {
  return { ms: Math.max(0, (endedAt ?? startedAt) - startedAt), isOver: true };
}
