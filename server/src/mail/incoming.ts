import type { LedgerRow, MailRow } from '@vigie/db/writes';
import { targetMs, type Targets } from '@vigie/shared/settings/settings';
import { categories } from '@vigie/shared/triage/categories';
import type { TriageVerdict } from '@vigie/shared/triage/triage';
import type { Finding } from '@vigie/shared/ticket/system-command';
import { looksLikeOurs } from './look-alike.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { unknownSender } from './sender-check.ts';

/** A message of a mailbox whose bytes are committed. `receivedAt` in ms since the epoch. */
export interface IncomingMail {
  readonly mailboxId: string;
  readonly uidValidity: string;
  readonly uid: number;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** Only its beginning was fetched. */
  readonly tooBig: boolean;
  readonly receivedAt: number;
}

/** What becomes of it, under the id that its text will have. */
export interface Filing {
  readonly incoming: IncomingMail;
  readonly mailId: string;
  readonly at: number;
}

/** The row of the ledger that balances the message (MAIL-2). */
export function ledgerRow(
  { incoming, mailId, at }: Pick<LedgerRow, 'mailId' | 'at'> & Pick<Filing, 'incoming'>,
  outcome: LedgerRow['outcome'],
): LedgerRow {
  const { mailboxId, uidValidity, uid, sha256 } = incoming;
  return { mailboxId, uidValidity, uid, sha256, outcome, mailId, at };
}

/** The mail as text, in a ticket or, where a machine wrote it, in none. */
export function incomingMailRow(
  { incoming, mailId }: Filing,
  mail: ParsedMail,
  place: Pick<MailRow, 'ticketId' | 'kind' | 'machineKind' | 'signs' | 'senderChanged'>,
  contact: string,
): MailRow {
  return {
    id: mailId,
    direction: 'in',
    mailboxId: incoming.mailboxId,
    rawSha256: incoming.sha256,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo[0] ?? null,
    references: mail.references,
    fromName: mail.fromName,
    fromAddress: mail.fromAddress ?? '',
    replyTo: mail.replyTo,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    attachments: mail.attachments,
    hasHtml: mail.hasHtml,
    sender: {
      ...(mail.proved ?? unknownSender),
      lookAlike: looksLikeOurs(mail.fromAddress, contact),
    },
    at: incoming.receivedAt,
    by: null,
    ...place,
  };
}

/** What the triage found, without its words (LOG-4). */
export function findingOf(
  { priority, category, restricted, danger, signs }: TriageVerdict,
  targets: Targets,
): Finding {
  return {
    priority,
    category,
    restricted: restricted || categories[category].restricted,
    danger,
    signs: [...new Set(signs.map(({ rule }) => rule))],
    targetMs: targetMs(targets, category, priority),
  };
}

/** The deciding words as they are shown beside the mail (MAIL-14). */
export function signRows({ signs }: Pick<TriageVerdict, 'signs'>): MailRow['signs'] {
  return signs.map(({ rule, phrase, found }) => ({ rule, phrase, found }));
}
