import type { Database } from '@vigie/db/database';
import { mailsOfTicket, type StoredMail } from '@vigie/db/queries/mails';
import { ticketsOfAddress, type WordedTicket } from '@vigie/db/queries/tickets';
import { duplicateFrom, likeable, likenessOf, type Likeable } from '@vigie/shared/mail/likeness';

/** A ticket of the same sender, and how alike what was written is, from 0 to 1. */
export interface Duplicate {
  readonly found: WordedTicket;
  readonly likeness: number;
}

/** Whoever writes twice does so within days; later it is another matter. */
const withinMs = 14 * 24 * 3_600_000;
/** So many of a sender's tickets, and of a ticket's mails, are compared. */
const ticketsCompared = 20;
const mailsCompared = 4;
const mostShown = 3;

/**
 * Tickets that the same sender probably opened a second time, the most alike first. Reckoned when
 * somebody looks, beside every transaction; nothing is ever merged by the machine.
 */
export function findDuplicates(
  database: Database,
  { ticket, words }: WordedTicket,
  isShown: (other: WordedTicket) => boolean,
): Duplicate[] {
  if (words.address === '' || ticket.merged || ticket.status === 'quarantined') return [];
  const others = ticketsOfAddress(database, words.address, ticketsCompared).filter(
    (other) =>
      other.ticket.id !== ticket.id &&
      !other.ticket.merged &&
      other.ticket.status !== 'quarantined' &&
      Math.abs(other.ticket.openedAt - ticket.openedAt) <= withinMs &&
      isShown(other),
  );
  if (!others.length) return [];
  const own = askedIn(database, ticket.id);
  return others
    .map((found) => ({ found, likeness: mostAlike(own, askedIn(database, found.ticket.id)) }))
    .filter(({ likeness }) => likeness >= duplicateFrom)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, mostShown);
}

function askedIn(database: Database, ticketId: string): Likeable[] {
  return mailsOfTicket(database, ticketId)
    .filter(isCitizens)
    .slice(0, mailsCompared)
    .map(({ text }) => likeable(text));
}

function isCitizens({ kind }: StoredMail): boolean {
  return kind === 'citizen';
}

function mostAlike(ones: readonly Likeable[], others: readonly Likeable[]): number {
  return Math.max(0, ...ones.flatMap((one) => others.map((other) => likenessOf(one, other))));
}
