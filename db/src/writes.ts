import type { FileMark } from '@vigie/shared/mail/attachment';
import type { SenderVerdict } from '@vigie/shared/mail/sender';
import type { SheetField } from '@vigie/shared/handover/parts';
import type { MailSecret } from '@vigie/shared/mailbox/mailbox';
import type { MachineMailKind } from '@vigie/shared/ticket/events';
import type { MailKind } from '@vigie/shared/ticket/mail-kind';

/** Words that people of the service type; erasable, outside the log (LOG-4). */
export interface WordsRow {
  readonly id: string;
  readonly kind: 'note' | 'reason' | 'contact' | 'instruction' | 'addendum' | 'roster' | 'kept';
  readonly ticketId: string | null;
  readonly by: string;
  readonly at: number;
  readonly text: string;
  /** Of kept words: the fact that refused them. */
  readonly refusal: string | null;
}

/** What lists show of a ticket: erasable, outside the log. Put again when a follow-up changes it. */
export interface TicketWordsRow {
  readonly ticketId: string;
  readonly subject: string;
  /** Display name, or the address where there is none. */
  readonly sender: string;
  /** The address that an answer goes to. */
  readonly address: string;
}

/** A deciding word of the triage: rule, canonical phrase, and the words as they stand in the mail. */
export interface SignRow {
  readonly rule: string;
  readonly phrase: string;
  readonly found: string;
}

/**
 * A file of a mail (MAIL-11). Its bytes are named by their SHA-256: of a received mail they are taken out
 * of its raw bytes, of an answer they stand in `file_bytes`. Rows of the first release lack what is optional.
 */
export interface AttachmentRow {
  readonly name: string;
  readonly bytes: number;
  /** By its content, not by what the mail says. */
  readonly type: string;
  readonly sha256?: string;
  readonly marks?: readonly FileMark[];
  /** True where a picture can be shown, made anew by the service. */
  readonly picture?: boolean;
  /** True for a picture that the HTML form of the mail shows in its place. */
  readonly inline?: boolean;
}

/** A file that somebody put to an answer (MAIL-11). */
export interface AnswerFileRow extends Required<Omit<AttachmentRow, 'inline'>> {
  readonly id: string;
  readonly ticketId: string;
  readonly by: string;
  readonly at: number;
  /** Brought, and not (or no longer) with a draft; with the ticket's draft; taken away again. */
  readonly state: 'brought' | 'draft' | 'removed';
}

/** A mail that came or goes, as text; the raw bytes stand in `raw_mails` under their hash. */
export interface MailRow {
  readonly id: string;
  /** Null for machine mail that belongs to no ticket. */
  readonly ticketId: string | null;
  readonly direction: 'in' | 'out';
  readonly kind: MailKind;
  readonly machineKind: MachineMailKind | null;
  readonly mailboxId: string;
  readonly rawSha256: string | null;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly fromName: string;
  readonly fromAddress: string;
  readonly replyTo: string | null;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly AttachmentRow[];
  readonly signs: readonly SignRow[];
  readonly senderChanged: boolean;
  /** True where the mail can be shown as it was designed, too (MAIL-10). */
  readonly hasHtml: boolean;
  /** What proves who sent it (MAIL-13); null where nothing was checked. */
  readonly sender: SenderVerdict | null;
  /** When the mailbox received it, or when it was queued. */
  readonly at: number;
  readonly by: string | null;
}

/** A mail on its way out (MAIL-8). Its states after `queued` are projected from the events. */
export interface OutboxRow {
  readonly replyId: string;
  readonly mailId: string;
  readonly ticketId: string;
  readonly kind: 'reply' | 'acknowledgement';
  /** Fixed in the transaction that queues it. */
  readonly messageId: string;
  readonly recipient: string;
  readonly sendAt: number;
}

/** What became of a message of a mailbox (MAIL-2). */
export interface LedgerRow {
  readonly mailboxId: string;
  readonly uidValidity: string;
  readonly uid: number;
  readonly sha256: string | null;
  readonly outcome: 'ticket' | 'follow_up' | 'duplicate' | 'machine' | 'quarantined' | 'vanished';
  readonly mailId: string | null;
  readonly at: number;
}

/** The words that are being typed in a ticket: one draft a ticket, which stays with it (LOCK-6, LOCK-8). */
export interface DraftRow {
  readonly ticketId: string;
  readonly text: string;
  /** A save with a revision not above the stored one of the same token changes nothing. */
  readonly revision: number;
  readonly token: number;
  readonly by: string;
  readonly savedAt: number;
}

/**
 * The words of an answer as it was sent: they stand as the draft, should the answer come back. The
 * revision stays where the editor left it, so that its next save still counts.
 */
export type SentDraftRow = Omit<DraftRow, 'revision'>;

/** One save of a field of a handover sheet, as merged with what others wrote (HAND-1). */
export interface HandoverTextRow {
  readonly handoverId: string;
  readonly item: string;
  readonly field: SheetField;
  readonly revision: number;
  readonly text: string;
  readonly by: string;
  readonly at: number;
}

/** A part of a sheet as signed: the bytes behind its hash (HAND-3). */
export interface HandoverPartRow {
  readonly handoverId: string;
  readonly n: number;
  readonly restricted: boolean;
  readonly salt: string;
  readonly body: string;
  /** Its words for the search, lower-cased and without accents. */
  readonly folded: string;
}

/** A person's secret: an argon2id hash in PHC form, and whether it must be replaced at sign-in. */
export interface CredentialRow {
  readonly personId: string;
  readonly hash: string;
  readonly mustChoose: boolean;
}

/** The key of a person's app, sealed with the installation's secret. */
export interface TotpKeyRow {
  readonly personId: string;
  readonly sealed: Uint8Array;
  /** The last step of thirty seconds that was used. */
  readonly lastStep: number;
  readonly since: number;
}

/** All recovery codes of a person, as hashes. */
export interface RecoveryCodesRow {
  readonly personId: string;
  readonly sha256s: readonly string[];
}

export interface SpentCodeRow {
  readonly personId: string;
  readonly sha256: string;
  readonly at: number;
}

/** A passkey: its public half, and what its owner calls it. */
export interface PasskeyRow {
  readonly id: string;
  readonly personId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly since: number;
  readonly usedAt: number | null;
}

/** A mailbox's password, sealed with the installation's secret. */
export interface MailboxSecretRow {
  readonly mailboxId: string;
  readonly secret: MailSecret;
  readonly sealed: Uint8Array;
}

/** Rows that belong to no ticket and whose time is over, by their keys. */
export interface OtherWords {
  readonly mailIds: readonly string[];
  readonly wordIds: readonly string[];
  readonly rawSha256: readonly string[];
}

/** What a transaction writes beside the log; each list may be left out. */
export interface Writes {
  readonly words?: readonly WordsRow[];
  readonly ticketWords?: readonly TicketWordsRow[];
  readonly mails?: readonly MailRow[];
  readonly outbox?: readonly OutboxRow[];
  readonly ledger?: readonly LedgerRow[];
  readonly draft?: DraftRow | SentDraftRow;
  /** Files, by id, that go with the ticket's draft from now on, or no longer. */
  readonly attachFile?: string;
  readonly detachFile?: string;
  readonly handoverText?: HandoverTextRow;
  readonly handoverParts?: readonly HandoverPartRow[];
  /** A sheet was sealed: of each of its fields the last save stays. */
  readonly pruneTextsOf?: string;
  readonly credential?: CredentialRow;
  readonly totpKey?: TotpKeyRow;
  /** In the place of those that there were. */
  readonly recoveryCodes?: RecoveryCodesRow;
  readonly spentCode?: SpentCodeRow;
  readonly passkey?: PasskeyRow;
  readonly endPasskey?: { readonly personId: string; readonly id: string };
  /** This person has no app, and no recovery codes, any more. */
  readonly endTotpOf?: string;
  /** This person has neither app, nor codes, nor passkeys any more. */
  readonly endFactorsOf?: string;
  /** Sealed passwords of mailboxes; each replaces the one before. */
  readonly mailboxSecrets?: readonly MailboxSecretRow[];
  /** Forgets every password of this mailbox. */
  readonly endSecretsOf?: string;
  /** Erases every word of these tickets (ACCESS-4). */
  readonly eraseTickets?: readonly string[];
  /** Erases every word of these sheets of reliefs; their hashes and covers stay. */
  readonly eraseHandovers?: readonly string[];
  /** Erases what stands in no ticket. */
  readonly eraseOthers?: OtherWords;
  /** Ends every session of this person, in the same transaction. */
  readonly endSessionsOf?: string;
}
