import type { Database } from './database.ts';
import { countMails } from './count-mails.ts';
import { foldLog, type Progress } from './fold-log.ts';
import { projectionTables } from './streams.ts';

/**
 * Takes from the outbox, in `schema`, what comes from events. An acknowledgement's own sending has no
 * event and stays. What no event puts back ends as withdrawn: a rebuild must never send a mail.
 */
export function resetOutbox(schema: 'main' | 'temp'): string {
  const ownSending = `kind = 'acknowledgement' AND state IN ('queued', 'sending')`;
  return `UPDATE ${schema}.outbox
    SET state = CASE WHEN ${ownSending} THEN state ELSE 'withdrawn' END,
        attempts = CASE WHEN kind = 'acknowledgement' THEN attempts ELSE 0 END,
        cause = NULL, accepted_at = NULL, by = NULL, bounced_by = NULL`;
}

/**
 * Makes every projection anew from the log, in one transaction (LOG-3). No server may be running on
 * the same file: it would go on from what it has in memory.
 */
export function rebuildProjections(
  database: Database,
  progress: (progress: Progress) => void = () => undefined,
): number {
  const rebuild = database.client.transaction(() => {
    for (const table of projectionTables) database.client.exec(`DELETE FROM ${table}`);
    database.client.exec(resetOutbox('main'));
    const fold = foldLog(database);
    for (;;) {
      const step = fold.next();
      if (step.done) {
        countMails(database.client);
        return step.value;
      }
      progress(step.value);
    }
  });
  return rebuild.immediate();
}
