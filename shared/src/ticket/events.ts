import type { CategoryKey } from '../triage/categories.ts';
import type { Priority } from '../triage/priority.ts';
import type { ClockStart } from './clocks.ts';
import type { LinkKind } from './link.ts';
import type { AfterReply, CloseReason } from './ticket.ts';

export type MachineMailKind = 'bounce' | 'auto-reply' | 'report' | 'list' | 'calendar';

/**
 * All that can happen to a ticket. Ids only: the words of citizens and the reasons that people type
 * live in tables that can be erased (LOG-4). Times are ms since the epoch.
 */
export type TicketEvent =
  | {
      readonly type: 'ticket-opened';
      readonly number: string;
      readonly mailboxId: string;
      readonly mailId: string;
      readonly receivedAt: number;
      readonly priority: Priority;
      readonly category: CategoryKey;
      readonly restricted: boolean;
      readonly signs: readonly string[];
      readonly dueAt: number;
      readonly quarantined: boolean;
      readonly linkedTo: readonly string[];
    }
  | {
      readonly type: 'follow-up-received';
      readonly mailId: string;
      readonly receivedAt: number;
      readonly signs: readonly string[];
      /** The priority from now on: never lower than before. */
      readonly priority: Priority;
      readonly restricted: boolean;
      /** The end of the new clock that this mail starts; null when a clock runs already and the mail is no danger. */
      readonly dueAt: number | null;
      readonly reopens: boolean;
      readonly senderChanged: boolean;
      readonly preferred: { readonly personId: string; readonly until: number } | null;
    }
  | {
      readonly type: 'machine-mail-attached';
      readonly mailId: string;
      readonly receivedAt: number;
      readonly kind: MachineMailKind;
      /** The answer that bounced, when it is one of ours: it reopens the ticket. */
      readonly bouncedReplyId: string | null;
      readonly dueAt: number | null;
    }
  | { readonly type: 'ticket-claimed'; readonly until: number }
  | { readonly type: 'ticket-released'; readonly holder: string; readonly reasonId: string | null }
  | { readonly type: 'lock-renewed'; readonly until: number }
  | { readonly type: 'lock-shortened'; readonly until: number }
  | { readonly type: 'lock-expired'; readonly holder: string }
  | {
      readonly type: 'ticket-seized';
      readonly from: string | null;
      readonly until: number;
      readonly reasonId: string;
    }
  | {
      readonly type: 'ticket-reassigned';
      readonly from: string | null;
      readonly to: string;
      readonly until: number;
      readonly reasonId: string;
    }
  /** The lock goes to a named colleague at a relief, or as its holder leaves; the draft follows (HAND-2). */
  | {
      readonly type: 'ticket-passed';
      readonly from: string;
      readonly to: string;
      readonly until: number;
      /** The sheet that both leads signed; null where somebody handed their own tickets on. */
      readonly handoverId: string | null;
    }
  /** The holder keeps the lock across a relief, until then and no longer. */
  | {
      readonly type: 'lock-kept';
      readonly until: number;
      readonly handoverId: string | null;
      /** Null where an answer is on its way: its author is waited for. */
      readonly reasonId: string | null;
    }
  | { readonly type: 'note-added'; readonly noteId: string }
  | {
      readonly type: 'reply-queued';
      readonly replyId: string;
      readonly token: number;
      readonly then: AfterReply;
      readonly orientation: CategoryKey | null;
      readonly sendAt: number;
      /** Who was called for a P0, and when: the words are kept apart. */
      readonly contactId: string | null;
    }
  | { readonly type: 'reply-withdrawn'; readonly replyId: string }
  | { readonly type: 'reply-sending'; readonly replyId: string }
  | {
      readonly type: 'reply-deferred';
      readonly replyId: string;
      readonly sendAt: number;
      /** What the mail server said; events of the first versions do not tell. */
      readonly code?: string;
    }
  | { readonly type: 'reply-sent'; readonly replyId: string; readonly acceptedAt: number }
  | { readonly type: 'reply-failed'; readonly replyId: string; readonly code: string }
  | { readonly type: 'reply-uncertain'; readonly replyId: string }
  | {
      readonly type: 'reply-settled';
      readonly replyId: string;
      readonly verdict: 'sent' | 'not-sent';
      readonly proof: 'sent-folder' | 'person';
    }
  /** Somebody answered by another way than this service: the answer was found among the sent mails (MAIL-3). */
  | { readonly type: 'answered-elsewhere'; readonly mailId: string; readonly sentAt: number }
  | {
      readonly type: 'ticket-closed';
      readonly reason: CloseReason;
      readonly contactId: string | null;
    }
  | { readonly type: 'ticket-reopened'; readonly reasonId: string; readonly dueAt: number }
  | {
      readonly type: 'priority-changed';
      readonly from: Priority;
      readonly to: Priority;
      /** The new end of the running clocks, by the target of the new priority; null when none runs. */
      readonly dueAt: number | null;
      readonly reasonId: string | null;
    }
  | { readonly type: 'category-changed'; readonly from: CategoryKey; readonly to: CategoryKey }
  | {
      readonly type: 'restriction-changed';
      readonly restricted: boolean;
      readonly reasonId: string | null;
    }
  | { readonly type: 'alarm-escalated'; readonly level: 1 | 2 }
  | {
      readonly type: 'acknowledgement-queued';
      readonly replyId: string;
      readonly sendAt: number;
    }
  | {
      readonly type: 'acknowledgement-withheld';
      readonly cause: 'restricted' | 'daily-limit' | 'machine-mail' | 'old-mail' | 'cap';
      /** When it may be sent after all; null: never by the machine. */
      readonly until: number | null;
    }
  | { readonly type: 'acknowledgement-sent'; readonly replyId: string; readonly acceptedAt: number }
  | {
      readonly type: 'acknowledgement-abandoned';
      readonly replyId: string | null;
      readonly cause: string;
    }
  | {
      readonly type: 'quarantine-lifted';
      readonly priority: Priority;
      readonly category: CategoryKey;
      readonly dueAt: number;
    }
  /** All that was said goes on in the other ticket, and so do the clocks that ran. */
  | {
      readonly type: 'ticket-merged';
      readonly otherId: string;
      readonly mailsIn: number;
    }
  /** Mails of another ticket, which ends in this one. */
  | {
      readonly type: 'mails-merged-in';
      readonly otherId: string;
      readonly mailIds: readonly string[];
      /** How many of them citizens and machines sent. */
      readonly mailsIn: number;
      readonly lastMailAt: number;
      readonly priority: Priority;
      readonly restricted: boolean;
      readonly signs: readonly string[];
      readonly senderChanged: boolean;
      /** Clocks that count here from now on, in place of those named in `joins`. */
      readonly clocks: readonly ClockStart[];
      readonly joins: readonly number[];
    }
  /** Mails that concern another matter leave for another ticket. */
  | {
      readonly type: 'mails-split-off';
      readonly otherId: string;
      readonly mailIds: readonly string[];
      readonly mailsIn: number;
      /** Clocks that go with them, and the one that runs here instead, if anything is still awaited. */
      readonly joins: readonly number[];
      readonly clocks: readonly ClockStart[];
    }
  /** Mails that come, or come back, from another ticket. */
  | {
      readonly type: 'mails-split-in';
      readonly otherId: string;
      readonly mailIds: readonly string[];
      readonly mailsIn: number;
      readonly lastMailAt: number;
      readonly restricted: boolean;
      readonly clocks: readonly ClockStart[];
    }
  | { readonly type: 'ticket-linked'; readonly otherId: string; readonly kind: LinkKind }
  | { readonly type: 'ticket-unlinked'; readonly otherId: string };

export type TicketEventType = TicketEvent['type'];

/** An event as the log holds it: with its place in the one total order (LOG-1). */
export interface Recorded<E> {
  readonly seq: number;
  readonly at: number;
  /** The person whose act it was, or `system`. */
  readonly by: string;
  readonly streamId: string;
  readonly event: E;
}
