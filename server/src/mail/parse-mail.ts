import { triage } from '@vigie/shared/triage/triage';
import { convert } from 'html-to-text';
import type { Address, Attachment, Email } from 'postal-mime';
import { inspectFile } from '../files/inspect-file.ts';
import { headerText, validAddress } from './address.ts';
import { machineSigns } from './machine-signs.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { salvageText } from './salvage-text.ts';
import { contentOf, fileOf, readEmail } from './read-email.ts';

/** Characters of text that are kept; the raw mail keeps the rest. */
const TEXT_LIMIT = 1_000_000;
const KEPT_WHOLE = 'Le message reçu est conservé en entier.';
const CUT_NOTICE = `\n\n[Texte coupé à un million de caractères. ${KEPT_WHOLE}]`;
const CUT_MAIL_NOTICE =
  '\n\n[Message trop volumineux : seul son début a été reçu ici. Le message entier est resté dans la boîte aux lettres.]';
/** Files that are looked into and named; a mail of more is a mail to be read raw. */
const FILES_LIMIT = 200;
const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];
const RETURNED_TYPES = /^message\/|^text\/rfc822-headers$/;

/**
 * Reads a mail into plain values (MAIL-4, MAIL-6, MAIL-14). Runs in the child process only: a hostile mail
 * may take it minutes or gigabytes.
 */
export async function parseMail(bytes: Uint8Array, cut = false): Promise<ParsedMail> {
  const email = await readEmail(bytes);
  if (isBlank(email)) throw new Error('neither headers nor text were found');
  const sender = firstMailbox(email.from ? [email.from] : email.sender ? [email.sender] : []);
  const subject = headerText(email.subject ?? '', 900);
  const text = (textOf(email) || tidy(salvageText(bytes, email))) + noticesOf(email, cut);
  const inReplyTo = idsOf(email.inReplyTo);
  const references = idsOf(email.references);
  const headers = headersOf(email);
  const machine = machineSigns({
    headers,
    fromAddress: sender.address,
    subject,
    isReply: inReplyTo.length + references.length > 0,
    parts: email.attachments.map(evidenceOf),
    text,
  });
  return {
    messageId: idsOf(email.messageId)[0] ?? null,
    inReplyTo,
    references,
    fromName: headerText(sender.name, 200),
    fromAddress: sender.address,
    replyTo: firstMailbox(email.replyTo ?? []).address,
    to: recipientsOf(email, headers),
    subject,
    text: machine.failure === null ? text : `${machine.failure}\n\n${text}`,
    hasHtml: email.html !== undefined && email.html.trim() !== '',
    attachments: await describeAll(email.attachments, cut),
    machine,
    verdict: triage(subject, text),
  };
}

/** A mail of which nothing was understood is for a human to read raw (MAIL-4). */
function isBlank({
  from,
  sender,
  subject,
  date,
  messageId,
  text,
  html,
  attachments,
}: Email): boolean {
  return (
    !from && !sender && !subject && !date && !messageId && !text && !html && !attachments.length
  );
}

function textOf({ text, html }: Email): string {
  const plain = tidy(text ?? '');
  // An alternative that says next to nothing ("your program shows no HTML") is not what was written.
  const written = html && plain.length < 200 ? longer(plain, fromHtml(html)) : plain;
  return written.length > TEXT_LIMIT
    ? written.slice(0, TEXT_LIMIT).toWellFormed() + CUT_NOTICE
    : written;
}

function fromHtml(html: string): string {
  const text = convert(html.slice(0, 4 * TEXT_LIMIT), {
    wordwrap: false,
    limits: { maxDepth: 80, maxChildNodes: 5_000, maxInputLength: 4 * TEXT_LIMIT, ellipsis: '…' },
    selectors: [{ selector: 'img', format: 'skip' }],
  });
  return tidy(text);
}

function longer(one: string, other: string): string {
  return other.length > one.length ? other : one;
}

/** Line ends made one kind; characters that no text contains, and that break terminals and search, removed. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

function firstMailbox(addresses: readonly Address[]): { name: string; address: string | null } {
  const mailboxes = flatten(addresses);
  const valid = mailboxes.find(({ address }) => validAddress(address));
  const { name, address } = valid ?? mailboxes[0] ?? { name: '', address: '' };
  return { name, address: validAddress(address) };
}

function recipientsOf(email: Email, headers: ReadonlyMap<string, readonly string[]>): string[] {
  const named = flatten([...(email.to ?? []), ...(email.cc ?? [])]).map(({ address }) => address);
  const noted = RECIPIENT_HEADERS.flatMap((name) => headers.get(name) ?? []);
  const addresses = [...named, ...noted]
    .slice(0, 200)
    .map((text) => validAddress(text.replace(/^<|>$/g, '')));
  return [...new Set(addresses.filter((address) => address !== null))];
}

function flatten(addresses: readonly Address[]): { name: string; address: string }[] {
  return addresses.flatMap((entry) => (entry.group ? entry.group : [entry]));
}

function idsOf(header: string | undefined): string[] {
  return (header ?? '').match(/<[^<>\s]{3,300}>/g)?.slice(-50) ?? [];
}

function headersOf(email: Email): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const { key, value } of email.headers)
    headers.set(key, [...(headers.get(key) ?? []), value]);
  return headers;
}

async function describeAll(
  attachments: readonly Attachment[],
  cut: boolean,
): Promise<ParsedMail['attachments']> {
  const described: ParsedMail['attachments'][number][] = [];
  for (const attachment of attachments.slice(0, FILES_LIMIT)) {
    const { name, content, sha256 } = fileOf(attachment);
    const { type, marks, picture } = await inspectFile(name, content);
    const isLast = attachment === attachments.at(-1);
    described.push({
      name,
      bytes: content.byteLength,
      type,
      sha256,
      marks: cut && isLast ? [...marks, 'incomplete'] : marks,
      picture,
      ...(attachment.related ? { inline: true } : {}),
    });
  }
  return described;
}

/** What the reader must know of a mail that is not shown whole. */
function noticesOf({ attachments }: Email, cut: boolean): string {
  const beyond = attachments.length - FILES_LIMIT;
  return (
    (cut ? CUT_MAIL_NOTICE : '') +
    (beyond > 0 ? `\n\n[${String(beyond)} pièces jointes de plus. ${KEPT_WHOLE}]` : '')
  );
}

function evidenceOf(attachment: Attachment): {
  type: string;
  method: string | null;
  text: string;
} {
  const { mimeType, method } = attachment;
  const text = RETURNED_TYPES.test(mimeType)
    ? Buffer.from(contentOf(attachment)).subarray(0, 200_000).toString('latin1')
    : '';
  return { type: mimeType, method: method ?? null, text };
}
