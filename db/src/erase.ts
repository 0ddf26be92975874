import type { Database } from './database.ts';
import type { OtherWords } from './writes.ts';

/** By ticket: the raw bytes first, as the mails name them; those that another mail bears too stay. */
const ofTicket = [
  `DELETE FROM raw_mails WHERE sha256 IN (SELECT raw_sha256 FROM mails WHERE ticket_id = :ticketId)
     AND NOT EXISTS (SELECT 1 FROM mails AS other WHERE other.raw_sha256 = raw_mails.sha256
       AND other.ticket_id IS NOT :ticketId)`,
  `DELETE FROM mails WHERE ticket_id = :ticketId`,
  `DELETE FROM words WHERE ticket_id = :ticketId`,
  `DELETE FROM drafts WHERE ticket_id = :ticketId`,
  `DELETE FROM answer_files WHERE ticket_id = :ticketId`,
  `DELETE FROM ticket_words WHERE ticket_id = :ticketId`,
  // The row itself counts among the answers that left: only to whom is forgotten.
  `UPDATE outbox SET recipient = '' WHERE ticket_id = :ticketId`,
];

/**
 * Erases every word of a ticket (ACCESS-4): mails, their bytes and their place in the index, notes,
 * reasons, refused texts, drafts, names and addresses. Ids, instants and counts stay: figures survive.
 */
export function eraseTicket({ client }: Database, ticketId: string): void {
  for (const statement of ofTicket) client.prepare(statement).run({ ticketId });
}

/** Erases what belongs to no ticket: machine mail, instructions of old, bytes of duplicates. */
export function eraseOthers({ client }: Database, others: OtherWords): void {
  const mail = client.prepare(`DELETE FROM mails WHERE id = ?`);
  const word = client.prepare(`DELETE FROM words WHERE id = ?`);
  const raw = client.prepare(
    `DELETE FROM raw_mails WHERE sha256 = :sha256
       AND NOT EXISTS (SELECT 1 FROM mails WHERE raw_sha256 = :sha256)`,
  );
  for (const id of others.mailIds) mail.run(id);
  for (const id of others.wordIds) word.run(id);
  for (const sha256 of others.rawSha256) raw.run({ sha256 });
}
