import type { BackupStatus } from '@vigie/shared/operations/operations-status';
import type { App } from '../http/app-type.ts';
import type { Readiness } from './readiness.ts';

export interface HealthParts {
  readonly readiness: () => Readiness;
  readonly backup: () => BackupStatus;
}

/**
 * Whether the process lives, and whether it can do its work (RUN-3). The state of the backups is told
 * beside: a service whose last backup failed still works.
 */
export function healthRoutes(app: App, { readiness, backup }: HealthParts): void {
  app.get('/healthz', async () => ({ ok: true }));

  app.get('/readyz', async (_request, reply) => {
    const ready = readiness();
    return reply.code(ready.ok ? 200 : 503).send({ ...ready, backup: backup().state });
  });
}
