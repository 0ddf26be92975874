import type { VerdictCount } from '@vigie/shared/metrics/burn-down';
import type { ReceiptQuestion, ReceiptReply } from './receipt.ts';
import type { Question, Reckoned } from './reckon.ts';

/** What the owner asks of the thread. */
export type StatisticsTask =
  | ({ readonly kind: 'statistics' } & Question)
  | ({ readonly kind: 'receipt'; readonly offset: number } & ReceiptQuestion)
  | { readonly kind: 'verdicts'; readonly nowMs: number };

/** The statistics, with the names that figures exist of. */
export interface StatisticsFound {
  readonly reckoned: Reckoned;
  readonly teams: readonly string[];
  readonly mailboxes: readonly string[];
}

/** What the thread answers to each kind of question. */
export interface StatisticsReplies {
  readonly statistics: StatisticsFound;
  readonly receipt: ReceiptReply;
  readonly verdicts: VerdictCount[][];
}
export type StatisticsReply = StatisticsReplies[keyof StatisticsReplies];
