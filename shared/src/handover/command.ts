import type { Shift } from '../roster/on-duty.ts';
import type { PartSeal, FrozenItem, ReliefAlert } from './handover.ts';
import type { ManualPart } from './parts.ts';
import type { Pass } from './pass.ts';

/** A relief that is to come, or that is under way. */
export interface Relief {
  readonly outgoing: Shift;
  readonly incoming: Shift;
  readonly reliefAt: number;
}

/**
 * What somebody wants of a sheet, as the judge sees it: words have been replaced by ids, and texts by
 * their salted hashes (LOG-4).
 */
export type HandoverCommand =
  | { readonly type: 'open-handover'; readonly relief: Relief }
  | { readonly type: 'write-handover-field'; readonly item: string }
  | {
      readonly type: 'add-handover-item';
      readonly itemId: string;
      readonly part: ManualPart;
      readonly ticketId: string | null;
    }
  | { readonly type: 'remove-handover-item'; readonly item: string }
  | { readonly type: 'review-handover-item'; readonly item: string; readonly done: boolean }
  | { readonly type: 'plan-pass'; readonly ticketId: string; readonly pass: Pass | null }
  | { readonly type: 'withdraw-proposal' }
  | {
      readonly type: 'take-handover-item';
      readonly item: string;
      readonly done: boolean;
      /** True when the actor is on the roster of the shift that takes over. */
      readonly takesOver: boolean;
    }
  | { readonly type: 'add-addendum'; readonly addendumId: string; readonly hash: string };

/** The text as who leaves freezes it. */
export interface FrozenText {
  readonly hash: string;
  readonly parts: readonly PartSeal[];
  readonly items: readonly FrozenItem[];
}

/** What the relief's clock does to a sheet by itself. */
export type ReliefCommand =
  | { readonly type: 'open-handover'; readonly relief: Relief }
  | { readonly type: 'alert-relief'; readonly alert: ReliefAlert };
