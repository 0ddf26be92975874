import { isSameAddress } from './address.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * The address that an answer to this mail goes to, or null where there is none. Never our own: a mail
 * that names us as its sender would have us write to ourselves for ever.
 */
export function answerAddress(
  { replyTo, fromAddress }: Pick<ParsedMail, 'replyTo' | 'fromAddress'>,
  contact: string,
): string | null {
  const addresses = [replyTo, fromAddress].filter((address) => address !== null);
  return addresses.find((address) => !isSameAddress(address, contact)) ?? null;
}

/** How lists name whoever wrote: by name, by address, or not at all. */
export function senderName({
  fromName,
  fromAddress,
}: Pick<ParsedMail, 'fromName' | 'fromAddress'>): string {
  return fromName || fromAddress || 'Expéditeur illisible';
}

/**
 * True when an answer would go to another address than before, or when somebody writes who took no
 * part so far: answering then asks for confirmation (MAIL-5).
 */
export function isOtherSender(
  mail: ParsedMail,
  known: { readonly address: string; readonly participants: ReadonlySet<string> },
  contact: string,
): boolean {
  const answer = answerAddress(mail, contact);
  const tookPart =
    mail.fromAddress !== null && known.participants.has(mail.fromAddress.toLowerCase());
  return !tookPart || answer === null || !isSameAddress(answer, known.address);
}
