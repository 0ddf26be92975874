import { z } from 'zod';
import { standbyStatusSchema } from './standby-status.ts';

const ms = z.int();

/** Whether there is a backup to go back to: none is planned, all is well, the last failed, or none came in its time. */
export const backupStates = ['none', 'well', 'failed', 'late'] as const;

/** Why a backup or a restore was not done; `failed` where nothing was said. */
export const backupFaults = [
  'no-database',
  'no-room',
  'cannot-write',
  'not-a-backup',
  'damaged',
  'newer-program',
  'another-installation',
  'another-mode',
  'older',
  'failed',
] as const;
export type BackupFault = (typeof backupFaults)[number];

/** Backups as the health page and the alerts see them (RUN-3, RUN-4). */
export const backupStatusSchema = z.object({
  state: z.enum(backupStates),
  running: z.boolean(),
  /** The cron pattern of the setting; null where the server makes none by itself. */
  schedule: z.string().nullable(),
  nextAt: ms.nullable(),
  last: z.object({ at: ms, seq: z.int(), bytes: z.int(), path: z.string() }).nullable(),
  /** The fact, for screens, and what the backup complained with, for whoever operates it. */
  lastFailure: z.object({ at: ms, fault: z.enum(backupFaults), message: z.string() }).nullable(),
});
export type BackupStatus = z.infer<typeof backupStatusSchema>;

/** Something that speaks to the outside: whether it is set up, and whether it last got through. */
export const outsideStatusSchema = z.object({
  configured: z.boolean(),
  lastSuccessAt: ms.nullable(),
  lastFailure: z.object({ at: ms, message: z.string() }).nullable(),
});
export type OutsideStatus = z.infer<typeof outsideStatusSchema>;

/** What the health page shows of the running service, beside mailbox and outbox. */
export const operationsStatusSchema = z.object({
  version: z.string(),
  startedAt: ms,
  backup: backupStatusSchema,
  /** The ping that somebody outside misses when the service falls silent (RUN-6). */
  deadman: outsideStatusSchema,
  /** The command that is run when a P0 escalates or the mailbox falls silent (RUN-6). */
  alertCommand: outsideStatusSchema,
  /** The server that would take over (RUN-4). */
  standby: standbyStatusSchema,
});
export type OperationsStatus = z.infer<typeof operationsStatusSchema>;
