import type { Recorded } from '../ticket/events.ts';

/** How much one run erased: tickets whose words went, with their mails, and what stood in no ticket. */
export interface ErasureCounts {
  readonly tickets: number;
  readonly mails: number;
  readonly others: number;
}

/**
 * A part of a run of the retention (ACCESS-4): what it erased, counted; of whom, nobody can tell any
 * more. Parts of one run bear its instant; a run that found nothing has one part.
 */
export interface ErasureEvent extends ErasureCounts {
  readonly type: 'words-erased';
  readonly runAt: number;
}

/** The last run. */
export interface ErasureState {
  readonly lastRun: ({ readonly at: number } & ErasureCounts) | null;
  readonly seq: number;
}

export const neverErased: ErasureState = { lastRun: null, seq: 0 };

/** The runs are one stream. */
export const erasureStreamId = 'erasure';

/** Folds one part of a run in. */
export function evolveErasure(
  { lastRun }: ErasureState,
  { event, seq }: Recorded<ErasureEvent>,
): ErasureState {
  const { runAt: at, tickets, mails, others } = event;
  const before = lastRun?.at === at ? lastRun : { tickets: 0, mails: 0, others: 0 };
  return {
    lastRun: {
      at,
      tickets: before.tickets + tickets,
      mails: before.mails + mails,
      others: before.others + others,
    },
    seq,
  };
}
