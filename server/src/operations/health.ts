import { backupStates, type BackupStatus } from '@vigie/shared/operations/operations-status';
import { standbyStates, type StandbyStatus } from '@vigie/shared/operations/standby-status';
import { heartbeatSchema } from '@vigie/shared/wire/delta';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import type { Readiness } from './readiness.ts';

export interface HealthParts {
  readonly readiness: () => Readiness;
  readonly backup: () => BackupStatus;
  readonly standby: () => StandbyStatus;
}

const aliveSchema = z.object({ ok: z.literal(true) });
const readinessSchema = z.object({
  ok: z.boolean(),
  database: z.enum(['well', 'failed']),
  mailbox: heartbeatSchema.shape.mailbox,
  outbox: heartbeatSchema.shape.outbox,
  backup: z.enum(backupStates),
  standby: z.enum(standbyStates),
});
const readySchema = { response: { 200: readinessSchema, 503: readinessSchema } };

/**
 * Whether the process lives, and whether it can do its work (RUN-3). The state of backups and standby is
 * told beside: a service whose last backup failed still works.
 */
export function healthRoutes(app: App, { readiness, backup, standby }: HealthParts): void {
  app.get('/healthz', { schema: { response: { 200: aliveSchema } } }, async () => ({
    ok: true as const,
  }));

  app.get('/readyz', { schema: readySchema }, async (_request, reply) => {
    const ready = readiness();
    return reply.code(ready.ok ? 200 : 503).send({
      ...{ ...ready, backup: backup().state, standby: standby().state },
    });
  });
}
