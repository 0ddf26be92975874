import { hash } from 'node:crypto';
import type { MailRow } from '@vigie/db/writes';
import MailComposer from 'nodemailer/lib/mail-composer';
import { headerText, validAddress } from './address.ts';
import { flow } from './flowed-text.ts';
import { signedReplyTo } from './message-id.ts';
import type { ServiceIdentity } from './service-identity.ts';

/** A mail of ours as it stands in the conversation, and what it answers. */
export interface Outward {
  readonly mail: MailRow;
  readonly ticketId: string;
  /** The ticket's number: it leads an answer home when everything else was lost (MAIL-5). */
  readonly number: string;
  /** The citizen's mail that is quoted below; null quotes nothing. */
  readonly original: Pick<MailRow, 'fromName' | 'fromAddress' | 'at' | 'text'> | null;
  /** The bytes of its files, in their order (MAIL-11). */
  readonly contents?: readonly Buffer[];
}

const QUOTE_LIMIT = 20_000;
/** Ids of a thread that are named, and characters of them all: some servers cut long headers (RFC 5322, 2.1.1). */
const REFERENCES_LIMIT = 20;
const REFERENCES_LENGTH = 2_000;
const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/;

/**
 * The mail as it travels: flowed plain text in UTF-8, its Message-ID fixed when it was queued (MAIL-8), each
 * header built from what was validated (MAIL-12). The same rows give the same bytes at every attempt.
 */
export async function compose(outward: Outward, identity: ServiceIdentity): Promise<Buffer> {
  const { mail, ticketId } = outward;
  const isAutomatic = mail.kind === 'acknowledgement';
  const composer = new MailComposer({
    from: { name: headerText(identity.serviceName), address: identity.contact },
    to: mail.to.map((address) => ({ name: '', address: checked(address) })),
    replyTo: signedReplyTo(identity.contact, ticketId, identity.secret),
    subject: subjectOf(outward),
    ...(mail.messageId === null ? {} : { messageId: mail.messageId }),
    ...(isMessageId(mail.inReplyTo) ? { inReplyTo: mail.inReplyTo } : {}),
    references: threadOf(mail.references),
    date: new Date(mail.at),
    // The library would label a `text` by itself, and not as flowed.
    alternatives: [
      {
        // As lines end on the way: else the library breaks coded ones anywhere.
        content: flow(mail.text + quoteOf(outward)).replaceAll('\n', '\r\n'),
        contentType: 'text/plain; charset=utf-8; format=flowed',
      },
    ],
    attachments: filesOf(outward),
    // The same at every attempt, like all else.
    baseBoundary: hash('sha256', mail.id).slice(0, 24),
    encoding: 'quoted-printable',
    // RFC 3834, and what Exchange reads instead.
    headers: isAutomatic
      ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }
      : {},
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** The first mail of the thread, by which all programs know it, and the last ones that fit. */
function threadOf(references: readonly string[]): string[] {
  const [first, ...others] = references.filter(isMessageId);
  if (first === undefined) return [];
  const kept: string[] = [];
  let length = first.length;
  for (const id of others.slice(1 - REFERENCES_LIMIT).reverse()) {
    length += id.length + 1;
    if (length > REFERENCES_LENGTH) break;
    kept.unshift(id);
  }
  return [first, ...kept];
}

/** One that other programs read as one: what a strange program made up is left out rather than passed on. */
function isMessageId(id: string | null): id is string {
  return id !== null && MESSAGE_ID.test(id);
}

function checked(address: string): string {
  const valid = validAddress(address);
  if (valid === null) throw new Error('a recipient that is no address was about to be written');
  return valid;
}

function subjectOf({ mail, number }: Outward): string {
  const subject = headerText(mail.subject, 300);
  return subject.includes(number) ? subject : `${subject} [n° ${number}]`;
}

function filesOf({ mail, contents = [] }: Outward) {
  return mail.attachments.map(({ name, type }, place) => {
    const content = contents[place];
    if (!content) throw new Error('an answer was about to leave without its file');
    const filename = headerText(name, 200);
    const encoding = 'base64' as const;
    return {
      filename,
      content,
      contentType: type,
      contentDisposition: 'attachment' as const,
      contentTransferEncoding: encoding,
    };
  });
}

function quoteOf({ original }: Outward): string {
  if (!original) return '';
  const { fromName, fromAddress, at, text } = original;
  const lines = text.slice(0, QUOTE_LIMIT).toWellFormed().split('\n');
  const quoted = lines.map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`));
  const who = headerText(fromName || fromAddress);
  return `\n\nLe ${instant.format(at)}, ${who} a écrit :\n${quoted.join('\n')}\n`;
}

const instant = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'full',
  timeStyle: 'short',
});
