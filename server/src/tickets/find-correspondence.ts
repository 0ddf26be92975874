import type { Database } from '@vigie/db/database';
import { answerFilesOf } from '@vigie/db/queries/answer-files';
import { mailsOfTicket } from '@vigie/db/queries/mails';
import { ticketById } from '@vigie/db/queries/tickets';
import type { Correspondence } from '../desk/correspondence.ts';

/** What an answer in a ticket must know of the mails before it; null where there is no such ticket. */
export function findCorrespondence(database: Database, ticketId: string): Correspondence | null {
  const found = ticketById(database, ticketId);
  if (!found) return null;
  const { address, subject } = found.words;
  const mails = mailsOfTicket(database, ticketId);
  const last = mails.findLast(({ direction, kind }) => direction === 'in' && kind !== 'machine');
  return {
    address,
    subject,
    inReplyTo: last?.messageId ?? null,
    references: last?.references ?? [],
    files: answerFilesOf(database, ticketId),
  };
}
