import { z } from 'zod';
import { replyStandings } from '../mail/reply-standing.ts';
import { replyStates } from '../ticket/ticket.ts';

const id = z.string();
const ms = z.int();

/** An answer on its way out or lately left, to a viewer who may see its ticket (MAIL-8). */
const openLineSchema = z.object({
  veiled: z.literal(false),
  replyId: id,
  ticketId: id,
  number: z.string(),
  subject: z.string(),
  restricted: z.boolean(),
  /** Empty once it was erased. */
  recipient: z.string(),
  mailboxId: id,
  by: id.nullable(),
  state: z.enum(replyStates),
  standing: z.enum(replyStandings),
  /** Why it did not leave or came back: the mail server's code, our own cause, or words in French of a bounce. */
  cause: z.string().nullable(),
  attempts: z.int(),
  queuedAt: ms,
  /** When it leaves, or is tried again. */
  sendAt: ms,
  /** Of one that is tried again: after this instant it has failed. */
  givenUpAt: ms.nullable(),
  acceptedAt: ms.nullable(),
});
export type OutboxReply = z.infer<typeof openLineSchema>;

/** A line of the outbox. Of restricted tickets the uncleared learn that they exist and how old they are (SYNC-4). */
export const outboxLineSchema = z.discriminatedUnion('veiled', [
  openLineSchema,
  z.object({ veiled: z.literal(true), ticketId: id, openedAt: ms }),
]);
export type OutboxLine = z.infer<typeof outboxLineSchema>;

/** What is on its way, the one due first in front, and then what left, the last in front. */
export const outboxPageSchema = z.object({
  replies: z.array(outboxLineSchema),
  /** Pass as `before` for what left earlier; null where nothing did within the days that are told. */
  next: z.string().nullable(),
  /** The mailboxes that answers leave by. */
  mailboxes: z.array(z.object({ id, address: z.string() })),
});
export type OutboxPage = z.infer<typeof outboxPageSchema>;
