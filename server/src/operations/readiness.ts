import type { Database } from '@vigie/db/database';
import type { Health } from '../live/live-hub.ts';

/** The parts without which the service cannot do its work, each by name (RUN-3). */
export interface Readiness {
  readonly ok: boolean;
  readonly database: 'well' | 'failed';
  readonly mailbox: Health['mailbox'];
  readonly outbox: Health['outbox'];
}

/** Whether the service can do its work at this instant: for `/readyz` and the dead-man's ping alike. */
export function readinessOf(database: Database, { mailbox, outbox }: Health): Readiness {
  const isDatabaseWell = answers(database);
  const isMailWell = mailbox === 'well' || mailbox === 'none';
  const ok = isDatabaseWell && isMailWell && outbox !== 'refused';
  return { ok, database: isDatabaseWell ? 'well' : 'failed', mailbox, outbox };
}

function answers(database: Database): boolean {
  try {
    return database.client.prepare('SELECT 1').pluck().get() === 1;
  } catch {
    return false;
  }
}
