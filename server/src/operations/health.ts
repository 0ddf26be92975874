import type { Database } from '@vigie/db/database';
import type { App } from '../http/app-type.ts';
import type { Health } from '../live/live-hub.ts';

export interface HealthParts {
  readonly database: Database;
  readonly health: () => Health;
}

/** Whether the process lives, and whether it can do its work: database, mailbox, outbox (RUN-3). */
export function healthRoutes(app: App, { database, health }: HealthParts): void {
  app.get('/healthz', async () => ({ ok: true }));

  app.get('/readyz', async (_request, reply) => {
    const { mailbox, outbox } = health();
    const isDatabaseWell = answers(database);
    const isMailWell = mailbox === 'well' || mailbox === 'none';
    const ok = isDatabaseWell && isMailWell && outbox !== 'refused';
    const parts = { database: isDatabaseWell ? 'well' : 'failed', mailbox, outbox };
    return reply.code(ok ? 200 : 503).send({ ok, ...parts });
  });
}

function answers(database: Database): boolean {
  try {
    return database.client.prepare('SELECT 1').pluck().get() === 1;
  } catch {
    return false;
  }
}
