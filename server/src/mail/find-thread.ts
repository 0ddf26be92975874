import type { Database } from '@vigie/db/database';
import { mailById, mailsByMessageIds, participantsOf } from '@vigie/db/queries/mails';
import { heirOf } from '@vigie/db/heirs';
import { outboxEntry } from '@vigie/db/queries/outbox';
import { ticketByNumber } from '@vigie/db/queries/tickets';
import { readSignedAddress, readSignedMessageId, type SignedIds } from './message-id.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { numberIn, type Candidate, type ThreadEvidence } from './thread.ts';

/** Looks up what speaks for which ticket (MAIL-5); `threadOf` judges it. */
export function findThread(database: Database, mail: ParsedMail, secret: string): ThreadEvidence {
  return {
    token: candidateOf(database, tokenTicket(database, mail, secret)),
    referenced: referencedBy(database, mail),
    numbered: numberedTicket(database, mail),
    sender: mail.fromAddress,
    authentication: mail.proved?.dmarc === 'fail' ? 'fail' : 'unknown',
  };
}

/** The mail of ours that a bounce returns, proved by its signature (MAIL-6). */
export function returnedMail({ machine }: ParsedMail, secret: string): SignedIds | null {
  for (const id of machine.returnedIds) {
    const signed = readSignedMessageId(id, secret);
    if (signed) return signed;
  }
  return null;
}

/** Where our mail stands today: a merge or a split may have moved it since it left. */
function placeOfAnswer(database: Database, { ticketId, replyId }: SignedIds): string {
  const mailId = outboxEntry(database, replyId)?.mailId;
  const mail = mailId === undefined ? null : mailById(database, mailId);
  return mail?.ticketId ?? ticketId;
}

function tokenTicket(database: Database, mail: ParsedMail, secret: string): string | null {
  const named =
    returnedMail(mail, secret) ??
    readSignedMessageId([...mail.references, ...mail.inReplyTo].join(' '), secret);
  if (named) return placeOfAnswer(database, named);
  for (const address of mail.to) {
    const ticketId = readSignedAddress(address, secret);
    if (ticketId) return ticketId;
  }
  return null;
}

/** The ticket whose number stands in the subject. */
export function numberedTicket(database: Database, { subject }: ParsedMail): Candidate | null {
  const number = numberIn(subject);
  const numbered = number === null ? null : ticketByNumber(database, number);
  return candidateOf(database, numbered?.ticket.id ?? null);
}

/** The tickets of the mails that one refers to, the nearest first: In-Reply-To, then References from their end. */
export function referencedBy(
  database: Database,
  { inReplyTo, references }: ParsedMail,
): Candidate[] {
  const ids = [...new Set([...inReplyTo, ...references.toReversed()])];
  const mails = mailsByMessageIds(database, ids);
  const near = mails.toSorted(
    (one, other) => place(ids, one.messageId) - place(ids, other.messageId),
  );
  const tickets = [...new Set(near.map(({ ticketId }) => ticketId))];
  return tickets.map((id) => candidateOf(database, id)).filter((candidate) => candidate !== null);
}

function place(ids: readonly string[], id: string | null): number {
  return ids.indexOf(id ?? '');
}

function candidateOf(database: Database, ticketId: string | null): Candidate | null {
  const heir = ticketId === null ? null : heirOf(database, ticketId);
  return heir && { ticketId: heir.id, participants: participantsOf(database, heir.id) };
}
