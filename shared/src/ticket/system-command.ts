import type { CategoryKey } from '../triage/categories.ts';
import type { Priority } from '../triage/priority.ts';
import type { MachineMailKind } from './events.ts';

/** What the triage found in a mail, without its words (LOG-4). */
export interface Finding {
  readonly priority: Priority;
  readonly category: CategoryKey;
  readonly restricted: boolean;
  readonly signs: readonly string[];
  /** True when a danger phrase decided: a clock of its own starts (MAIL-14). */
  readonly danger: boolean;
  readonly targetMs: number;
}

/** What the service itself does to a ticket: mail, clocks, and answers on their way. No person gives these. */
export type SystemCommand =
  | {
      readonly type: 'open-ticket';
      readonly number: string;
      readonly mailboxId: string;
      readonly mailId: string;
      readonly receivedAt: number;
      readonly finding: Finding;
      readonly quarantined: boolean;
      readonly linkedTo: readonly string[];
    }
  | {
      readonly type: 'receive-follow-up';
      readonly mailId: string;
      readonly receivedAt: number;
      readonly finding: Finding;
      readonly senderChanged: boolean;
      /** False when a holder there is may not see restricted tickets: they lose the lock where it becomes one. */
      readonly holderCleared?: boolean;
      /** True when the last handler is signed in: the ticket is kept for them for a while. */
      readonly handlerPresent: boolean;
    }
  | {
      readonly type: 'attach-machine-mail';
      readonly mailId: string;
      readonly receivedAt: number;
      readonly kind: MachineMailKind;
      readonly bouncedReplyId: string | null;
      readonly targetMs: number;
    }
  /** An answer lies among the sent mails that did not leave from here (MAIL-3). */
  | { readonly type: 'record-answer-elsewhere'; readonly mailId: string; readonly sentAt: number }
  /** Ends a lease whose time has come, unless its holder acted since (LOCK-2, LOCK-4). */
  | { readonly type: 'end-lease'; readonly lastActAt: number }
  /** The holder's connection has been gone since: the lease ends sooner. */
  | { readonly type: 'shorten-lease'; readonly goneSince: number }
  /** The holder is back, or the service was down for a while: the lease ends at this instant. */
  | { readonly type: 'prolong-lease'; readonly until: number }
  | { readonly type: 'escalate-alarm' }
  | { readonly type: 'begin-sending'; readonly replyId: string }
  | {
      readonly type: 'defer-reply';
      readonly replyId: string;
      readonly sendAt: number;
      readonly code?: string;
    }
  | { readonly type: 'record-sent'; readonly replyId: string; readonly acceptedAt: number }
  | { readonly type: 'record-failure'; readonly replyId: string; readonly code: string }
  | { readonly type: 'record-uncertain'; readonly replyId: string }
  | { readonly type: 'prove-sent'; readonly replyId: string }
  | { readonly type: 'queue-acknowledgement'; readonly replyId: string; readonly sendAt: number }
  | {
      readonly type: 'withhold-acknowledgement';
      readonly cause: 'restricted' | 'daily-limit' | 'machine-mail' | 'old-mail' | 'cap';
      readonly until: number | null;
    }
  | { readonly type: 'record-acknowledged'; readonly replyId: string; readonly acceptedAt: number }
  | {
      readonly type: 'abandon-acknowledgement';
      readonly replyId: string | null;
      readonly cause: string;
    };
