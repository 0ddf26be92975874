import { z } from 'zod';
import { fileMarks, scanStates } from '../mail/attachment.ts';
import { checks } from '../mail/sender.ts';
import { linkKinds } from '../ticket/link.ts';
import { mailKinds } from '../ticket/mail-kind.ts';
import { replyStates } from '../ticket/ticket.ts';
import { ticketCardSchema } from './view.ts';

const id = z.string();
const ms = z.int();

/** A file of a mail or of a draft (MAIL-11). */
export const fileSchema = z.object({
  name: z.string(),
  bytes: z.int(),
  type: z.string(),
  marks: z.array(z.enum(fileMarks)),
  scan: z.enum(scanStates),
  /** True where it can be downloaded: mails of the first release name their files only. */
  stored: z.boolean(),
  picture: z.boolean(),
  /** True where the HTML form of the mail shows it in its place. */
  inline: z.boolean(),
});
export type MailFile = z.infer<typeof fileSchema>;

/** A file that somebody brought for an answer. */
export const draftFileSchema = fileSchema.extend({ id });
export type DraftFile = z.infer<typeof draftFileSchema>;

/** What proves who sent a mail (MAIL-13). */
const senderSchema = z.object({
  dkim: z.enum(checks),
  spf: z.enum(checks),
  dmarc: z.enum(checks),
  signedBy: z.string().nullable(),
  lookAlike: z.boolean(),
});

/** A ticket as others name it. */
const namedTicketSchema = z.object({ id, number: z.string() });

/** One mail of the conversation, as text. */
export const mailSchema = z.object({
  id,
  direction: z.enum(['in', 'out']),
  kind: z.enum(mailKinds),
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
  state: z.enum(replyStates).nullable(),
  /** Why an answer failed or an acknowledgement was withheld, in the mail server's code or our cause. */
  cause: z.string().nullable(),
  by: id.nullable(),
  /** In the order of their numbers, by which they are asked for. */
  files: z.array(fileSchema),
  /** True where it can be shown as it was designed, too (MAIL-10). */
  hasHtml: z.boolean(),
  /** Null where nothing was checked: of our mails, and of those of the first release. */
  sender: senderSchema.nullable(),
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
  /** The files that go with the draft (MAIL-11). */
  draftFiles: z.array(draftFileSchema),
  /** Files that were refused or left behind, kept for who brought them (LOCK-3). */
  keptFiles: z.array(draftFileSchema),
  kept: z.array(keptTextSchema),
  history: z.array(historyLineSchema),
  /** Other tickets of the same citizen, newest first, those the viewer may see. */
  citizen: z.object({
    address: z.string(),
    tickets: z.array(z.object({ id, number: z.string(), subject: z.string(), openedAt: ms })),
  }),
  links: z.array(
    namedTicketSchema.extend({ kind: z.enum(linkKinds), subject: z.string(), status: z.string() }),
  ),
  /** The ticket in which this one goes on; null where there is none, or none for this viewer. */
  mergedInto: namedTicketSchema.nullable(),
  /** Those that go on in this one. */
  merged: z.array(namedTicketSchema),
  /** Where a merge or a split brought mails of this ticket from: the ticket that each came to. */
  homes: z.record(z.string(), namedTicketSchema),
  /** Tickets of the same sender that say nearly the same; `likeness` from 0 to 1. */
  duplicates: z.array(
    namedTicketSchema.extend({
      subject: z.string(),
      status: z.string(),
      openedAt: ms,
      likeness: z.number(),
      restricted: z.boolean(),
    }),
  ),
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

/**
 * A page of search results; `forgiven` where words that differ by a slip of the pen had to count. It may be
 * short, or empty, and have a next one: older mails have not been looked at yet. A ticket of an earlier
 * page may come again.
 */
export const searchPageSchema = ticketPageSchema.extend({
  forgiven: z.boolean(),
  /** All that a search can be narrowed to. */
  mailboxes: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type SearchPage = z.infer<typeof searchPageSchema>;
