import type Sqlite from 'better-sqlite3';

/** The tables of counts, which triggers keep. */
export const countTables: readonly string[] = ['ledger_counts', 'reply_counts'];

/**
 * Counts the mails of the ledger and the answers of the outbox anew (MAIL-2): what the triggers must
 * have kept, and what stands where none was there to keep it.
 */
export function countMails(client: Sqlite.Database): void {
  client.exec(`
    DELETE FROM ledger_counts;
    INSERT INTO ledger_counts (mailbox_id, outcome, mails)
      SELECT mailbox_id, outcome, count(*) FROM ledger GROUP BY mailbox_id, outcome;
    DELETE FROM reply_counts;
    INSERT INTO reply_counts (state, mails)
      SELECT state, count(*) FROM outbox WHERE kind = 'reply' GROUP BY state;`);
}
