import type { AttachmentRow } from '@vigie/db/writes';
import type { MachineMailKind } from '@vigie/shared/ticket/events';
import type { TriageVerdict } from '@vigie/shared/triage/triage';
import type { ProvedSender } from './sender-check.ts';
import type { ChildFailure } from './child-worker.ts';

/** What the parser made of a mail: plain values, which cross the border of the child process. */
export interface ParsedMail {
  readonly messageId: string | null;
  /** Message-IDs of In-Reply-To, then of References, as they stand there. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly fromName: string;
  /** Null where the header holds no address that could be answered (MAIL-12). */
  readonly fromAddress: string | null;
  readonly replyTo: string | null;
  /** Every valid address that the mail was sent to, by To, Cc and what the servers noted. */
  readonly to: readonly string[];
  readonly subject: string;
  /** The whole text: the plain part, else the HTML part as text. */
  readonly text: string;
  /** True where the mail has an HTML form too. */
  readonly hasHtml: boolean;
  readonly attachments: readonly AttachmentRow[];
  readonly machine: MachineSigns;
  /** What proves who sent it (MAIL-13); absent where nobody looked. */
  readonly proved?: ProvedSender;
  /** What subject and text say (MAIL-14): judged in the child too, as a long text takes its time. */
  readonly verdict: TriageVerdict;
}

/** Whether a machine wrote the mail (MAIL-6), and whether it may be answered by one (MAIL-7). */
export interface MachineSigns {
  readonly kind: MachineMailKind | null;
  /** True where no automatic answer may go back, whoever wrote the mail. */
  readonly declinesAnswers: boolean;
  /** Of a bounce or report: the Message-IDs in the mail that it returns, and whether delivery failed for good. */
  readonly returnedIds: readonly string[];
  readonly isFinalFailure: boolean;
  /** Why it failed, in words; null of all else. */
  readonly failure: string | null;
}

/** What became of an attempt to parse: never an exception, never silence (MAIL-4). */
export type ParseOutcome =
  | { readonly ok: true; readonly mail: ParsedMail }
  | { readonly ok: false; readonly cause: ParseFailure };

export type ParseFailure = 'unparsable' | ChildFailure;

/** What the child is handed: a mail, whole or cut where it was too large. */
export interface ParseTask {
  readonly bytes: Uint8Array;
  readonly cut: boolean;
  /** How senders are checked (MAIL-13); null where they are not. */
  readonly check: { readonly trustedRelay: string | null } | null;
}
