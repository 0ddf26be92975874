import type { Plan } from '@vigie/db/event-log';
import type { LedgerRow } from '@vigie/db/writes';

/** What became of a message, and where it stands. */
export interface Filed {
  readonly outcome: LedgerRow['outcome'];
  readonly ticketId: string | null;
  readonly mailId: string | null;
}

/** How a message gets its outcome, in one transaction. */
export type FilingPlan = Plan<Filed>;
