import { resolve } from 'node:path';
import type { OperationsStatus } from '@vigie/shared/operations/operations-status';
import { noStandby } from '@vigie/shared/operations/standby-status';
import { callWebhook } from './api-access/call-webhook.ts';
import { webhookSecret } from './api-access/secrets.ts';
import { Webhooks } from './api-access/webhooks.ts';
import type { AppParts } from './app-parts.ts';
import type { Closers } from './closers.ts';
import type { Room } from './compose-room.ts';
import type { Health } from './live/live-hub.ts';
import { AlertCommand } from './operations/alert-command.ts';
import { BackupKeeper } from './operations/backup-keeper.ts';
import { Deadman } from './operations/deadman.ts';
import { programVersion } from './operations/program-version.ts';
import { readinessOf, type Readiness } from './operations/readiness.ts';
import { runBackup } from './operations/run-backup.ts';
import { runCommand } from './operations/run-command.ts';

/** How the service itself is, for those who keep it running. */
export interface Operations {
  readonly readiness: () => Readiness;
  readonly status: () => OperationsStatus;
  readonly webhooks: Webhooks;
}

/** The alert command may take so long, in ms. */
const commandLimitMs = 10_000;
/** … and a webhook, in ms. */
const callLimitMs = 10_000;

/** Starts what keeps the service itself: backups, the dead-man's ping, the alert command (RUN-4, RUN-6). */
export function composeOperations(
  parts: AppParts,
  room: Pick<Room, 'database' | 'log' | 'shipping'> & { readonly health: () => Health },
  closers: Closers,
): Operations {
  const { clock, config, folder } = parts;
  const readiness = () => readinessOf(room.database, room.health());
  const backups = openBackups(parts, room);
  closers.add('backups', () => backups.close());
  const deadman = new Deadman({ ...parts, ...config.deadman, isWell: () => readiness().ok });
  closers.add('deadman', () => deadman.close());
  const alerts = new AlertCommand({
    ...{ ...parts, ...room, command: config.alertCommand },
    run: (command, alert) => runCommand(command, alert, commandLimitMs),
  });
  closers.add('alerts', () => alerts.close());
  const webhooks = new Webhooks({
    ...{ ...parts, ...room },
    secretOf: (id) => webhookSecret(folder.secret, id),
    call: (call) => callWebhook(call, config.calls, callLimitMs),
  });
  closers.add('webhooks', () => webhooks.close());
  const startedAt = clock.now();
  return {
    ...{ readiness, webhooks },
    status: () => ({
      ...{ version: programVersion, startedAt, backup: backups.status() },
      ...{ deadman: deadman.status, alertCommand: alerts.status },
      standby: room.shipping?.shipper.status() ?? noStandby,
    }),
  };
}

function openBackups(
  { config, folder, clock, timers, logger }: AppParts,
  { database }: Pick<Room, 'database'>,
): BackupKeeper {
  const { schedule, keep } = config.backup;
  const target = resolve(config.backup.target);
  const run = () =>
    runBackup({
      VIGIE_DATA: folder.path,
      VIGIE_BACKUP_DIR: target,
      VIGIE_BACKUP_KEEP: String(keep),
    });
  const { logId } = database;
  return new BackupKeeper({ target, schedule, logId, clock, timers, logger, run });
}
