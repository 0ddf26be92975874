import type { MailRow } from '@vigie/db/writes';
import { headerText } from '../mail/address.ts';
import { signedMessageId } from '../mail/message-id.ts';
import type { Correspondence, Letterhead } from './correspondence.ts';

/** An answer as it was written, and by whom. */
export interface ReplyDraft {
  readonly mailId: string;
  readonly ticketId: string;
  readonly replyId: string;
  readonly mailboxId: string;
  readonly text: string;
  readonly by: string;
  /** What citizens read under an answer: an alias or the RIO number, never a name. */
  readonly alias: string;
  readonly at: number;
}

/** The mail that an answer becomes. Its Message-ID is fixed here, in the transaction that queues it (MAIL-8). */
export function replyLetter(
  draft: ReplyDraft,
  { address, subject, inReplyTo, references }: Correspondence,
  { contact, serviceName, secret }: Letterhead,
): MailRow & { readonly messageId: string } {
  const { mailId, ticketId, replyId, mailboxId, by, at } = draft;
  const domain = contact.slice(contact.lastIndexOf('@') + 1);
  return {
    id: mailId,
    ticketId,
    direction: 'out',
    kind: 'reply',
    machineKind: null,
    mailboxId,
    rawSha256: null,
    messageId: signedMessageId({ ticketId, replyId, secret, domain }),
    inReplyTo,
    references: inReplyTo === null ? references : [...references, inReplyTo],
    fromName: serviceName,
    fromAddress: contact,
    replyTo: null,
    to: [address],
    subject: answering(subject),
    text: `${draft.text.trimEnd()}\n\n-- \n${draft.alias}\n${serviceName}\n`,
    attachments: [],
    signs: [],
    senderChanged: false,
    at,
    by,
  };
}

function answering(subject: string): string {
  const line = headerText(subject);
  return /^re\s*:/i.test(line) ? line : `Re: ${line}`;
}
