import type { Key, Loaded, Verdict } from '@vigie/db/event-log';
import type { LedgerRow } from '@vigie/db/writes';

/** What became of a message, and where it stands. */
export interface Filed {
  readonly outcome: LedgerRow['outcome'];
  readonly ticketId: string | null;
  readonly mailId: string | null;
}

/** What one transaction must load, and how it decides then: purely and at once (LOG-7). */
export interface FilingPlan {
  readonly keys: readonly Key[];
  readonly decide: (loaded: Loaded) => Verdict<Filed>;
}
