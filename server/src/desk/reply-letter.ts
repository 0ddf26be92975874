import type { AnswerFileRow, AttachmentRow, MailRow } from '@vigie/db/writes';
import { fillIn } from '@vigie/shared/settings/acknowledgement-text';
import { headerText } from '../mail/address.ts';
import { signedMessageId } from '../mail/message-id.ts';
import { domainOf } from '../mail/service-identity.ts';
import { numberIn } from '../mail/thread.ts';
import type { Correspondence, Letterhead } from './correspondence.ts';

/** An answer as it was written, and by whom. */
export interface ReplyDraft {
  readonly mailId: string;
  readonly ticketId: string;
  readonly number: string;
  readonly replyId: string;
  readonly text: string;
  readonly by: string;
  /** What citizens read under an answer: an alias or the RIO number, never a name. */
  readonly alias: string;
  readonly at: number;
}

/** The mail that an answer becomes. Its Message-ID is fixed here, in the transaction that queues it (MAIL-8). */
export function replyLetter(
  draft: ReplyDraft,
  { address, subject, inReplyTo, references, files }: Correspondence,
  { mailboxId, contact, serviceName, secret, signature }: Letterhead,
): MailRow & { readonly messageId: string } {
  const { mailId, ticketId, replyId, by, at } = draft;
  const facts = { alias: draft.alias, service: serviceName, courriel: contact };
  return {
    id: mailId,
    ticketId,
    direction: 'out',
    kind: 'reply',
    machineKind: null,
    mailboxId,
    rawSha256: null,
    messageId: signedMessageId({ ticketId, replyId, secret, domain: domainOf(contact) }),
    inReplyTo,
    references: inReplyTo === null ? references : [...references, inReplyTo],
    fromName: serviceName,
    fromAddress: contact,
    replyTo: null,
    to: [address],
    subject: answering(subject, draft.number),
    text: `${draft.text.trimEnd()}\n\n-- \n${fillIn(signature, facts).trimEnd()}\n`,
    attachments: files.filter(({ state }) => state === 'draft').map(attachmentOf),
    signs: [],
    senderChanged: false,
    hasHtml: false,
    sender: null,
    at,
    by,
  };
}

function attachmentOf({ name, bytes, type, sha256, marks, picture }: AnswerFileRow): AttachmentRow {
  return { name, bytes, type, sha256, marks, picture };
}

/** The ticket's number is one more way back for the citizen's next mail (MAIL-5). */
function answering(subject: string, number: string): string {
  const line = headerText(subject);
  const reply = /^re\s*:/i.test(line) ? line : `Re: ${line}`;
  return numberIn(reply) === number ? reply : `${reply} [n° ${number}]`;
}
