import { z } from 'zod';
import { eventKinds } from '../journal/event-kinds.ts';

const seq = z.int().positive();
const ms = z.int();

/** What readers ask for: one kind, all but renewals where none is named, or all. */
export const journalKinds = [...eventKinds, 'all'] as const;

/** One event of the main courante, to a viewer who may see it. */
const journalEventSchema = z.object({
  veiled: z.literal(false),
  seq,
  at: ms,
  by: z.string(),
  stream: z.string(),
  streamId: z.string(),
  type: z.string(),
  /** The rest of the event: ids and figures, never words (LOG-4). */
  detail: z.record(z.string(), z.unknown()),
  ticket: z.object({ id: z.string(), number: z.string(), subject: z.string() }).nullable(),
  /** What somebody typed for it, from the tables that can be erased. */
  words: z.array(z.string()),
  /** True where words were typed that have been erased since. */
  erased: z.boolean(),
});
export type JournalEvent = z.infer<typeof journalEventSchema>;

/** A line of the page. Of a restricted ticket's events the uncleared learn the number alone (SYNC-4). */
export const journalLineSchema = z.discriminatedUnion('veiled', [
  journalEventSchema,
  z.object({ veiled: z.literal(true), seq }),
]);
export type JournalLine = z.infer<typeof journalLineSchema>;

/** Part of the main courante, the newest line first. */
export const journalPageSchema = z.object({
  lines: z.array(journalLineSchema),
  /** Pass as `before` for the lines before these; null at the beginning of the log. */
  next: seq.nullable(),
  /** The last number given so far. */
  head: z.int().nonnegative(),
});
export type JournalPage = z.infer<typeof journalPageSchema>;

/** What is known of the chain (LOG-5): how far it was walked, when, and what was found. */
export const chainStateSchema = z.object({
  head: z.int().nonnegative(),
  verified: z
    .object({
      at: ms,
      ok: z.boolean(),
      /** The last link that holds. */
      seq: z.int().nonnegative(),
      hash: z.string().nullable(),
    })
    .nullable(),
  /** A walk under way. */
  running: z.object({ done: z.int().nonnegative(), total: z.int().nonnegative() }).nullable(),
});
export type ChainState = z.infer<typeof chainStateSchema>;
