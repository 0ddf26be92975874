import type { Shift } from '../roster/on-duty.ts';
import type { ChainHead, FrozenItem, HandoverCounts, PartSeal, ReliefAlert } from './handover.ts';
import type { ManualPart } from './parts.ts';
import type { Pass } from './pass.ts';

/** All that can happen to a sheet. Ids and salted hashes only: the words stand apart (LOG-4). */
export type HandoverEvent =
  | {
      readonly type: 'handover-opened';
      readonly outgoing: Shift;
      readonly incoming: Shift;
      readonly reliefAt: number;
    }
  | {
      readonly type: 'handover-item-added';
      readonly itemId: string;
      readonly part: ManualPart;
      readonly ticketId: string | null;
    }
  | { readonly type: 'handover-item-removed'; readonly itemId: string }
  | { readonly type: 'handover-item-reviewed'; readonly item: string; readonly done: boolean }
  | {
      readonly type: 'pass-planned';
      readonly ticketId: string;
      /** Null takes back what was planned. */
      readonly pass: Pass | null;
    }
  | {
      readonly type: 'handover-proposed';
      readonly inPlaceOf: string | null;
      readonly hash: string;
      readonly head: ChainHead;
      readonly parts: readonly PartSeal[];
      readonly items: readonly FrozenItem[];
    }
  | { readonly type: 'proposal-withdrawn' }
  | { readonly type: 'handover-item-taken'; readonly item: string; readonly done: boolean }
  | {
      readonly type: 'handover-accepted';
      readonly inPlaceOf: string | null;
      readonly hash: string;
      readonly head: ChainHead;
      /** Hashes of what the proposal could not hold: the receiver's part, and what came since. */
      readonly parts: readonly PartSeal[];
      readonly figures: HandoverCounts;
    }
  | { readonly type: 'handover-lapsed' }
  | { readonly type: 'addendum-added'; readonly addendumId: string; readonly hash: string }
  | { readonly type: 'relief-alerted'; readonly alert: ReliefAlert };
