import { z } from 'zod';
import { collections, viewSchema } from './view.ts';

const collection = z.enum(collections);

/** One entity put whole, changed in some fields, or gone. */
export const changeSchema = z.union([
  z.object({ c: collection, id: z.string(), put: z.record(z.string(), z.unknown()) }),
  z.object({ c: collection, id: z.string(), set: z.record(z.string(), z.unknown()) }),
  z.object({ c: collection, id: z.string(), gone: z.literal(true) }),
]);
export type Change = z.infer<typeof changeSchema>;

/**
 * What one event of the log changed, for one audience. A viewer who may not see an event gets its
 * `seq` alone (SYNC-4). `type`, `of` and `by` say what happened, for announcements.
 */
export const deltaSchema = z.object({
  seq: z.int().positive(),
  at: z.int().optional(),
  type: z.string().optional(),
  of: z.string().optional(),
  by: z.string().optional(),
  changes: z.array(changeSchema).optional(),
});
export type Delta = z.infer<typeof deltaSchema>;

/** The deltas of one tick, in order and without a gap (SYNC-8). */
export const frameSchema = z.object({ deltas: z.array(deltaSchema) });
export type Frame = z.infer<typeof frameSchema>;

/** Who reads which ticket, and who types; never stored (LOCK-7). */
export const presenceEntrySchema = z.object({
  ticketId: z.string().nullable(),
  typing: z.boolean(),
  /** False while none of the person's connections is open. */
  connected: z.boolean(),
});
export type PresenceEntry = z.infer<typeof presenceEntrySchema>;
export const presenceSchema = z.record(z.string(), presenceEntrySchema);
export type Presence = z.infer<typeof presenceSchema>;

/** Where a client starts from, or starts again (SYNC-1). */
export const snapshotSchema = z.object({
  wire: z.int(),
  /** Names the log: after a restore from another one, a `seq` means nothing. */
  logId: z.string(),
  seq: z.int().nonnegative(),
  at: z.int(),
  view: viewSchema,
  presence: presenceSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Once a second: the head of the log, so that even a lost last delta is noticed (SYNC-3). */
export const heartbeatSchema = z.object({
  head: z.int().nonnegative(),
  at: z.int(),
  mailbox: z.enum(['well', 'connecting', 'silent', 'refused', 'none']),
  outbox: z.enum(['well', 'delayed', 'refused']),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;
