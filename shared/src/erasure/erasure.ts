import type { Recorded } from '../ticket/events.ts';

/** How much one run erased: tickets whose words went, with their mails, and what stood in no ticket. */
export interface ErasureCounts {
  readonly tickets: number;
  readonly mails: number;
  readonly others: number;
}

/** A run of the retention (ACCESS-4): what it erased, counted; of whom, nobody can tell any more. */
export interface ErasureEvent extends ErasureCounts {
  readonly type: 'words-erased';
}

/** The last run. */
export interface ErasureState {
  readonly lastRun: ({ readonly at: number } & ErasureCounts) | null;
  readonly seq: number;
}

export const neverErased: ErasureState = { lastRun: null, seq: 0 };

/** The runs are one stream. */
export const erasureStreamId = 'erasure';

/** Folds one run in. */
export function evolveErasure(
  _state: ErasureState,
  { event, at, seq }: Recorded<ErasureEvent>,
): ErasureState {
  const { tickets, mails, others } = event;
  return { lastRun: { at, tickets, mails, others }, seq };
}
