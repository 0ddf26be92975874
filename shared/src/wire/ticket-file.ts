import { z } from 'zod';
import { ticketCardSchema } from './view.ts';

const id = z.string();
const ms = z.int();

/** One mail of the conversation, as text. */
export const mailSchema = z.object({
  id,
  direction: z.enum(['in', 'out']),
  kind: z.enum(['citizen', 'reply', 'acknowledgement', 'machine', 'quarantined']),
  machineKind: z.string().nullable(),
  fromName: z.string(),
  fromAddress: z.string(),
  /** True when the address is not the one the ticket began with (MAIL-5). */
  senderChanged: z.boolean(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  at: ms,
  /** Of our mails: where they stand on their way (MAIL-8). */
  state: z.enum(['queued', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn']).nullable(),
  /** Why an answer failed or an acknowledgement was withheld, in the mail server's code or our cause. */
  cause: z.string().nullable(),
  by: id.nullable(),
  attachments: z.array(z.object({ name: z.string(), bytes: z.int(), type: z.string() })),
  /** The words that decided the triage, with the rule's phrase (MAIL-14). */
  signs: z.array(z.object({ rule: z.string(), phrase: z.string(), found: z.string() })),
});
export type Mail = z.infer<typeof mailSchema>;

export const noteSchema = z.object({ id, by: id, at: ms, text: z.string() });
export type Note = z.infer<typeof noteSchema>;

/** One line of a ticket's history: an event with the reason that was typed, where there is one. */
export const historyLineSchema = z.object({
  seq: z.int(),
  at: ms,
  by: id,
  type: z.string(),
  /** Names in the event: a receiver, a category, a priority, a cause. */
  detail: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
});
export type HistoryLine = z.infer<typeof historyLineSchema>;

/** Words that were refused, kept for their author (LOCK-3). */
export const keptTextSchema = z.object({ id, at: ms, refusal: z.string(), text: z.string() });
export type KeptText = z.infer<typeof keptTextSchema>;

/** All that is shown of one ticket. `seq` says as of which event. */
export const ticketFileSchema = z.object({
  seq: z.int(),
  card: ticketCardSchema,
  mails: z.array(mailSchema),
  notes: z.array(noteSchema),
  draft: z.object({ text: z.string(), revision: z.int(), by: id, savedAt: ms }).nullable(),
  kept: z.array(keptTextSchema),
  history: z.array(historyLineSchema),
  /** Other tickets of the same citizen, newest first, those the viewer may see. */
  citizen: z.object({
    address: z.string(),
    tickets: z.array(z.object({ id, number: z.string(), subject: z.string(), openedAt: ms })),
  }),
  links: z.array(z.object({ id, number: z.string() })),
  acknowledgement: z.enum(['none', 'queued', 'sent', 'withheld']),
});
export type TicketFile = z.infer<typeof ticketFileSchema>;

/** A page of settled tickets or of search results: cards, newest first. */
export const ticketPageSchema = z.object({
  cards: z.array(ticketCardSchema),
  /** Pass as `before` for the next page; null at the end. */
  next: z.int().nullable(),
});
export type TicketPage = z.infer<typeof ticketPageSchema>;
