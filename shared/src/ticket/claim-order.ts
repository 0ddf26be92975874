import type { Priority } from '../triage/priority.ts';

/** What decides when a waiting ticket is taken: danger or not, its target, its age. */
export interface ClaimPlace {
  /** 0 for P0, 1 for the others. */
  readonly queueRank: number;
  /** The earliest instant at which an answer is due, in ms. */
  readonly queueDue: number;
  readonly openedAt: number;
  readonly id: string;
}

/** Danger goes first, whatever its target (LOCK-5). */
export function queueRankOf(priority: Priority): number {
  return priority === 'P0' ? 0 : 1;
}

/** The order of "claim next" (LOCK-5): danger, then the earliest target, then the oldest. */
export function byClaimOrder(one: ClaimPlace, other: ClaimPlace): number {
  return (
    one.queueRank - other.queueRank ||
    one.queueDue - other.queueDue ||
    one.openedAt - other.openedAt ||
    (one.id < other.id ? -1 : 1)
  );
}
