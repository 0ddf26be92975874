import { sql } from 'drizzle-orm';
import {
  blob,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { firstMailboxId } from '@vigie/shared/mailbox/mailbox';
import type { ReplyState } from '@vigie/shared/ticket/ticket';
import type { AnswerFileRow, LedgerRow, MailRow, OutboxRow, WordsRow } from '../writes.ts';

/** Words that people of the service type: erasable, outside the log (LOG-4). */
export const words = sqliteTable(
  'words',
  {
    id: text().primaryKey(),
    kind: text().$type<WordsRow['kind']>().notNull(),
    ticketId: text('ticket_id'),
    by: text().notNull(),
    at: integer().notNull(),
    text: text().notNull(),
    refusal: text(),
  },
  (table) => [index('words_by_ticket').on(table.ticketId, table.kind, table.at)],
);

/** What lists show of a ticket: erasable, outside the log (LOG-4). */
export const ticketWords = sqliteTable(
  'ticket_words',
  {
    ticketId: text('ticket_id').primaryKey(),
    subject: text().notNull(),
    sender: text().notNull(),
    address: text().notNull(),
  },
  (table) => [index('ticket_words_by_address').on(sql`lower(${table.address})`)],
);

/** The bytes of each mail as they came, under their SHA-256 (MAIL-1). */
export const rawMails = sqliteTable('raw_mails', {
  sha256: text().primaryKey(),
  bytes: blob({ mode: 'buffer' }).notNull(),
  size: integer().notNull(),
  at: integer().notNull(),
});

/** Mails as text. `no` gives them an order of arrival here, and is their row in the search index. */
export const mails = sqliteTable(
  'mails',
  {
    no: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    ticketId: text('ticket_id'),
    direction: text().$type<MailRow['direction']>().notNull(),
    kind: text().$type<MailRow['kind']>().notNull(),
    machineKind: text('machine_kind').$type<MailRow['machineKind']>(),
    mailboxId: text('mailbox_id').notNull(),
    /** The bytes are committed before the text (MAIL-1), and may be erased before it. */
    rawSha256: text('raw_sha256'),
    messageId: text('message_id'),
    inReplyTo: text('in_reply_to'),
    references: text('references', { mode: 'json' }).$type<MailRow['references']>().notNull(),
    fromName: text('from_name').notNull(),
    fromAddress: text('from_address').notNull(),
    replyTo: text('reply_to'),
    to: text('to', { mode: 'json' }).$type<MailRow['to']>().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    attachments: text({ mode: 'json' }).$type<MailRow['attachments']>().notNull(),
    signs: text({ mode: 'json' }).$type<MailRow['signs']>().notNull(),
    senderChanged: integer('sender_changed', { mode: 'boolean' }).notNull(),
    at: integer().notNull(),
    by: text(),
    hasHtml: integer('has_html', { mode: 'boolean' }).notNull().default(false),
    sender: text({ mode: 'json' }).$type<MailRow['sender']>(),
  },
  (table) => [
    uniqueIndex('mails_by_id').on(table.id),
    index('mails_by_ticket').on(table.ticketId, table.no),
    index('mails_by_message_id').on(table.messageId),
    index('mails_by_raw').on(table.rawSha256),
    index('mails_by_instant').on(table.at),
    index('mails_of_machines')
      .on(table.no)
      .where(sql`kind = 'machine' and ticket_id is null`),
    foreignKey({
      name: 'mails_raw',
      columns: [table.rawSha256],
      foreignColumns: [rawMails.sha256],
    }).onDelete('set null'),
  ],
);

/**
 * Mails on their way out (MAIL-8). A reply's state, instants and author are projected from the
 * events; an acknowledgement's sending and deferral are written here alone.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    replyId: text('reply_id').primaryKey(),
    mailId: text('mail_id').notNull(),
    ticketId: text('ticket_id').notNull(),
    kind: text().$type<OutboxRow['kind']>().notNull(),
    messageId: text('message_id').notNull(),
    recipient: text().notNull(),
    sendAt: integer('send_at').notNull(),
    state: text().$type<ReplyState>().notNull().default('queued'),
    attempts: integer().notNull().default(0),
    cause: text(),
    acceptedAt: integer('accepted_at'),
    by: text(),
    /** The mailbox that it leaves from: the one its mail names. */
    mailboxId: text('mailbox_id').notNull().default(firstMailboxId),
    /** The mail by which the recipient's side gave it back. */
    bouncedBy: text('bounced_by'),
  },
  (table) => [
    uniqueIndex('outbox_by_message_id').on(table.messageId),
    index('outbox_by_mail').on(table.mailId),
    index('outbox_by_ticket').on(table.ticketId),
    index('outbox_queued')
      .on(table.mailboxId, table.sendAt)
      .where(sql`state = 'queued'`),
    index('outbox_by_state').on(table.kind, table.state, table.acceptedAt),
    index('outbox_automatic_queued')
      .on(table.sendAt)
      .where(sql`kind = 'acknowledgement' and state = 'queued'`),
    index('outbox_automatic')
      .on(sql`lower(${table.recipient})`)
      .where(sql`kind = 'acknowledgement'`),
  ],
);

/** What became of each message of each mailbox (MAIL-2). */
export const ledger = sqliteTable(
  'ledger',
  {
    mailboxId: text('mailbox_id').notNull(),
    uidValidity: text('uid_validity').notNull(),
    uid: integer().notNull(),
    sha256: text(),
    outcome: text().$type<LedgerRow['outcome']>().notNull(),
    mailId: text('mail_id'),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.mailboxId, table.uidValidity, table.uid] }),
    index('ledger_by_hash').on(table.sha256),
    index('ledger_by_outcome').on(table.mailboxId, table.outcome, table.uidValidity, table.uid),
  ],
);

/** How many entries of the ledger have which outcome, kept by triggers: no reader counts a year of mails. */
export const ledgerCounts = sqliteTable(
  'ledger_counts',
  {
    mailboxId: text('mailbox_id').notNull(),
    outcome: text().$type<LedgerRow['outcome']>().notNull(),
    mails: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.mailboxId, table.outcome] })],
);

/** How many answers of people stand in which state of the outbox, kept by triggers. */
export const replyCounts = sqliteTable('reply_counts', {
  state: text().$type<ReplyState>().primaryKey(),
  mails: integer().notNull(),
});

/** The words being typed, one draft a ticket (LOCK-8). */
export const drafts = sqliteTable('drafts', {
  ticketId: text('ticket_id').primaryKey(),
  text: text().notNull(),
  revision: integer().notNull(),
  token: integer().notNull(),
  by: text().notNull(),
  savedAt: integer('saved_at').notNull(),
});

/** The bytes of files on answers, under their SHA-256 (MAIL-11). */
export const fileBytes = sqliteTable('file_bytes', {
  sha256: text().primaryKey(),
  bytes: blob({ mode: 'buffer' }).notNull(),
  at: integer().notNull(),
});

/** Files that people put to answers: with the ticket's draft, sent, or left behind (MAIL-11). */
export const answerFiles = sqliteTable(
  'answer_files',
  {
    id: text().primaryKey(),
    ticketId: text('ticket_id').notNull(),
    sha256: text()
      .notNull()
      .references(() => fileBytes.sha256),
    name: text().notNull(),
    type: text().notNull(),
    bytes: integer().notNull(),
    marks: text({ mode: 'json' }).$type<AnswerFileRow['marks']>().notNull(),
    picture: integer({ mode: 'boolean' }).notNull(),
    by: text().notNull(),
    at: integer().notNull(),
    state: text().$type<AnswerFileRow['state']>().notNull(),
  },
  (table) => [
    index('answer_files_by_ticket').on(table.ticketId, table.at),
    index('answer_files_by_bytes').on(table.sha256),
  ],
);

/** What the virus scanner said of bytes, by their SHA-256 (MAIL-11). */
export const scans = sqliteTable('scans', {
  sha256: text().primaryKey(),
  verdict: text().$type<'clean' | 'infected'>().notNull(),
  at: integer().notNull(),
});
