import { z } from 'zod';

/** The form in which backups are written today. */
export const backupFormat = 1;

const fileSchema = z.object({
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What stands in a backup beside the data: enough to know it whole, whose it is and how old (RUN-4). */
export const backupManifestSchema = z.object({
  format: z.literal(backupFormat),
  /** The instant at which the copied state stood, in ms since the epoch. */
  at: z.int(),
  /** Names the installation: another one has another log. */
  logId: z.string().min(1),
  head: z.object({ seq: z.int().nonnegative(), hash: z.string() }),
  mode: z.enum(['demo', 'production']),
  versions: z.object({
    program: z.string(),
    /** The form of events, the last migration of the tables, and the library that wrote the file. */
    events: z.int(),
    schema: z.string(),
    sqlite: z.string(),
  }),
  /** Where the service's secret comes from; a setting is not in the backup. */
  secretFrom: z.enum(['file', 'setting']),
  files: z.record(z.string(), fileSchema),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;
