/**
 * What becomes of a lock at the relief (HAND-2): it goes to a named person, back to the queue, or stays
 * with its holder for a reason and until an explicit end.
 */
export type Pass =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'queue' }
  | { readonly kind: 'stays'; readonly until: number; readonly reasonId: string };

/** Why a held ticket would be nobody's after the relief. */
export type OrphanCause =
  /** Nobody has said what becomes of it. */
  | 'undecided'
  /** The one named is not, or no longer, on the shift that takes over. */
  | 'not-rostered'
  /** It is restricted, and the one named may not see it. */
  | 'not-cleared'
  /** Its holder keeps it until an instant that has passed. */
  | 'end-passed';

/** A held ticket without a rostered, cleared receiver: it refuses the acceptance and is named (HAND-2). */
export interface Orphan {
  readonly ticketId: string;
  readonly holder: string;
  readonly cause: OrphanCause;
}
