import { z } from 'zod';
import { operationsStatusSchema } from '../operations/operations-status.ts';
import { chainStateSchema } from './journal.ts';

const ms = z.int();
const count = z.int().nonnegative();

/** One mailbox with its ledger (MAIL-2): what was seen is what became of it, and a difference is an alert. */
export const mailboxHealthSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  standing: z.enum(['well', 'connecting', 'silent', 'refused', 'none', 'paused']),
  outbox: z.enum(['well', 'delayed', 'refused', 'paused']),
  /** Answers of people that have not certainly left. */
  unsent: count,
  lastContactAt: ms.nullable(),
  ledger: z.object({
    ticket: count,
    follow_up: count,
    duplicate: count,
    machine: count,
    quarantined: count,
    vanished: count,
  }),
  /** Mails that the server lists and the ledger does not. */
  difference: count,
});
export type MailboxHealthLine = z.infer<typeof mailboxHealthSchema>;

/** How the service is, for people (RUN-3). Sizes in bytes. */
export const serviceHealthSchema = z.object({
  at: ms,
  mailboxes: z.array(mailboxHealthSchema),
  disk: z.object({ free: count, total: count, database: count, perDay: count }),
  /** Open sockets of the live feed, and when the database last took a write. */
  screens: count,
  writtenAt: ms.nullable(),
  operations: operationsStatusSchema,
  chain: chainStateSchema,
});
export type ServiceHealth = z.infer<typeof serviceHealthSchema>;
