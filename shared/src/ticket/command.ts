import type { CategoryKey } from '../triage/categories.ts';
import type { Priority } from '../triage/priority.ts';
import type { AfterReply, CloseReason } from './ticket.ts';

/** Facts about the receiver of a reassignment, loaded in the same transaction. */
export interface Receiver {
  readonly personId: string;
  readonly active: boolean;
  readonly cleared: boolean;
}

/**
 * What a person wants of a ticket, as the judge sees it: words have been replaced by the ids under
 * which they will be stored (LOG-4).
 */
export type TicketCommand =
  | { readonly type: 'claim-ticket'; readonly heldByActor: number }
  | { readonly type: 'release-ticket'; readonly token: number }
  | {
      readonly type: 'free-ticket';
      readonly reasonId: string;
      readonly holderTeamId: string | null;
    }
  | { readonly type: 'renew-lock'; readonly token: number }
  | { readonly type: 'seize-ticket'; readonly reasonId: string }
  | {
      readonly type: 'reassign-ticket';
      readonly receiver: Receiver | null;
      readonly reasonId: string;
    }
  | { readonly type: 'add-note'; readonly noteId: string }
  | { readonly type: 'save-draft'; readonly token: number }
  | {
      readonly type: 'attach-file';
      readonly token: number;
      /** It was brought for this ticket, by the author. */
      readonly known: boolean;
      /** The answer still travels with it: number and size of its files. */
      readonly fits: boolean;
    }
  | { readonly type: 'detach-file'; readonly token: number; readonly known: boolean }
  | {
      readonly type: 'send-reply';
      readonly token: number;
      readonly replyId: string;
      readonly then: AfterReply;
      readonly orientation: CategoryKey | null;
      readonly isEmpty: boolean;
      readonly hasRecipient: boolean;
      readonly senderConfirmed: boolean;
      /** The files of the draft are those that the author saw. */
      readonly filesAsSeen: boolean;
      readonly contactId: string | null;
    }
  | { readonly type: 'withdraw-reply'; readonly replyId: string }
  | {
      readonly type: 'settle-reply';
      readonly replyId: string;
      readonly verdict: 'sent' | 'not-sent';
    }
  | {
      readonly type: 'close-ticket';
      readonly token: number;
      readonly reason: CloseReason;
      readonly contactId: string | null;
    }
  | { readonly type: 'reopen-ticket'; readonly reasonId: string; readonly targetMs: number }
  | {
      readonly type: 'change-priority';
      readonly priority: Priority;
      readonly reasonId: string | null;
      readonly targetMs: number;
    }
  | { readonly type: 'change-category'; readonly category: CategoryKey }
  | {
      readonly type: 'change-restriction';
      readonly restricted: boolean;
      /** False when a holder there is may not see restricted tickets: they lose the lock. */
      readonly holderCleared?: boolean;
      readonly reasonId: string | null;
    }
  | {
      readonly type: 'lift-quarantine';
      readonly category: CategoryKey;
      readonly priority: Priority;
      readonly targetMs: number;
    };
