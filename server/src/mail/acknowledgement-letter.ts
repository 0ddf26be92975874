import type { MailRow } from '@vigie/db/writes';
import { fillIn } from '@vigie/shared/settings/acknowledgement-text';
import { signedMessageId } from './message-id.ts';
import { domainOf, type ServiceIdentity } from './service-identity.ts';

/** What an acknowledgement is made of; nothing of the citizen's words is among it. */
export interface AcknowledgementMatter {
  readonly mailId: string;
  readonly replyId: string;
  readonly ticketId: string;
  readonly number: string;
  readonly mailboxId: string;
  readonly recipient: string;
  readonly receivedAt: number;
  readonly at: number;
  /** Message-ID of the mail that is acknowledged. */
  readonly inReplyTo: string | null;
}

/**
 * The one neutral acknowledgement (MAIL-7; CRPA L112-11, R112-11-1). The emergency numbers stand in
 * its first line; it quotes nothing and says nothing of the content, as a violent partner may read it.
 */
export function acknowledgementLetter(
  matter: AcknowledgementMatter,
  identity: ServiceIdentity,
): MailRow & { readonly messageId: string } {
  const { mailId, replyId, ticketId, number, mailboxId, recipient, inReplyTo, at } = matter;
  const { contact, serviceName, secret } = identity;
  return {
    id: mailId,
    ticketId,
    direction: 'out',
    kind: 'acknowledgement',
    machineKind: null,
    mailboxId,
    rawSha256: null,
    messageId: signedMessageId({ ticketId, replyId, secret, domain: domainOf(contact) }),
    inReplyTo,
    references: inReplyTo === null ? [] : [inReplyTo],
    fromName: serviceName,
    fromAddress: contact,
    replyTo: null,
    to: [recipient],
    subject: `Accusé de réception [n° ${number}]`,
    text: letterText(matter, identity),
    attachments: [],
    signs: [],
    senderChanged: false,
    hasHtml: false,
    sender: null,
    at,
    by: null,
  };
}

function letterText(
  { number, receivedAt }: AcknowledgementMatter,
  { serviceName, postalAddress, contact, telephone, acknowledgement }: ServiceIdentity,
): string {
  const facts = {
    reception: instant.format(receivedAt),
    numero: number,
    service: serviceName,
    adresse: postalAddress.join('\n'),
    courriel: contact,
    telephone,
  };
  return `${fillIn(acknowledgement, facts).trimEnd()}\n`;
}

const instant = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'full',
  timeStyle: 'short',
});
