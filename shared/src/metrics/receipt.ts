import { answerVerdict, verdictOf } from './aims.ts';
import { isJudged } from './group-figures.ts';
import type { MeasuredEpisode } from './measured-episode.ts';
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
export interface ReceiptLine {
  readonly episode: MeasuredEpisode;
  /** The time that the figure speaks of, in ms. */
  readonly ms: number;
  readonly isOver: boolean;
  readonly isMiss: boolean | null;
}

/** What a figure says of one episode, as it stands; null where the episode is not in the figure (MET-2). */
export function receiptLine(
  figure: ReceiptFigure,
  episode: MeasuredEpisode,
  nowMs: number,
): ReceiptLine | null {
  const measure = measures.find((one) => one === figure);
  const span = spanOf(episode, measure ?? 'first-answer', nowMs) ?? ended(episode);
  const line = { episode, ...span, isMiss: missOf(figure, episode, nowMs) };
  return belongs(figure, episode, nowMs) ? line : null;
}

/** What was missed comes first, and then what took longest. */
export function byGravity(one: ReceiptLine, other: ReceiptLine): number {
  return Number(other.isMiss ?? false) - Number(one.isMiss ?? false) || other.ms - one.ms;
}

function belongs(figure: ReceiptFigure, episode: MeasuredEpisode, nowMs: number): boolean {
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

function missOf(figure: ReceiptFigure, episode: MeasuredEpisode, nowMs: number): boolean | null {
  const verdict = figure === 'kept' ? verdictOf(episode, nowMs) : answerVerdict(episode, nowMs);
  return verdict && !verdict.isHit;
}

function ended({ startedAt, endedAt }: MeasuredEpisode) {
  return { ms: Math.max(0, (endedAt ?? startedAt) - startedAt), isOver: true };
}
