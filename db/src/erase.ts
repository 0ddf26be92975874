import type { Database } from './database.ts';
import { foldedWords, forgetWords } from './search-words.ts';
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
export function eraseTicket(database: Database, ticketId: string): void {
  const { client } = database;
  const words = foldedWords(textsOf(database, 'ticket_id', ticketId));
  for (const statement of ofTicket) client.prepare(statement).run({ ticketId });
  forgetWords(database, words);
}

/**
 * Erases what stands on a sheet (ACCESS-4): what people typed, and the parts as they were signed. The
 * cover stays, which names no citizen; the seal goes on verifying by the hashes in the log (HAND-3).
 */
export function eraseHandover({ client }: Database, handoverId: string): void {
  client.prepare(`DELETE FROM handover_texts WHERE handover_id = ?`).run(handoverId);
  client.prepare(`DELETE FROM handover_parts WHERE handover_id = ? AND n > 0`).run(handoverId);
}

/** All that was said in mails: the search keeps its words, which go with the last mail that holds them. */
function textsOf({ client }: Database, column: 'ticket_id' | 'id', id: string): string {
  const texts = client.prepare<[string], string>(
    `SELECT subject || ' ' || text || ' ' || from_name || ' ' || from_address
       FROM mails WHERE ${column} = ?`,
  );
  return texts.pluck().all(id).join(' ');
}

/** Erases what belongs to no ticket: machine mail, instructions of old, bytes of duplicates. */
export function eraseOthers(database: Database, others: OtherWords): void {
  const { client } = database;
  const mail = client.prepare(`DELETE FROM mails WHERE id = ?`);
  const word = client.prepare(`DELETE FROM words WHERE id = ?`);
  const raw = client.prepare(
    `DELETE FROM raw_mails WHERE sha256 = :sha256
       AND NOT EXISTS (SELECT 1 FROM mails WHERE raw_sha256 = :sha256)`,
  );
  for (const id of others.mailIds) {
    const words = foldedWords(textsOf(database, 'id', id));
    mail.run(id);
    forgetWords(database, words);
  }
  for (const id of others.wordIds) word.run(id);
  for (const sha256 of others.rawSha256) raw.run({ sha256 });
}
