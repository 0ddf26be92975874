import type { Question, Reckoned } from './reckon.ts';

/** What the owner asks of the thread. */
export type StatisticsTask = { readonly kind: 'statistics' } & Question;

/** The answer, with the names that figures exist of. */
export interface StatisticsReply {
  readonly reckoned: Reckoned;
  readonly teams: readonly string[];
  readonly mailboxes: readonly string[];
}
