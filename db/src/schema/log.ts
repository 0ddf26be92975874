import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { Append } from '../event-log.ts';

/**
 * The main courante (LOG-1, LOG-5). `body` is the truth and what is hashed; the other columns repeat
 * parts of it for look-ups. Triggers forbid UPDATE and DELETE.
 */
export const events = sqliteTable(
  'events',
  {
    seq: integer().primaryKey(),
    stream: text().$type<Append['stream']>().notNull(),
    streamId: text('stream_id').notNull(),
    type: text().notNull(),
    at: integer().notNull(),
    body: text().notNull(),
    hash: text().notNull(),
  },
  // SQLite ends each entry of an index with the row's key, which is the seq.
  (table) => [index('events_by_stream').on(table.streamId)],
);

/**
 * Which types of events a block of the main courante holds, of which author; `by` is empty for "of
 * anybody". A trigger writes the marks of a block once, with its last event: an index on the events
 * themselves would cost each command two pages more.
 */
export const eventMarks = sqliteTable(
  'event_marks',
  { by: text().notNull(), type: text().notNull(), block: integer().notNull() },
  (table) => [primaryKey({ columns: [table.by, table.type, table.block] })],
);

/** Every command with its answer: the audit of writes, and what makes a key happen once (LOG-6). */
export const commands = sqliteTable(
  'commands',
  {
    id: integer().primaryKey(),
    by: text().notNull(),
    key: text().notNull(),
    type: text().notNull(),
    at: integer().notNull(),
    origin: text(),
    firstSeq: integer('first_seq'),
    lastSeq: integer('last_seq'),
    ok: integer({ mode: 'boolean' }).notNull(),
    answer: text(),
  },
  (table) => [uniqueIndex('commands_by_key').on(table.by, table.key)],
);

/** Every look into a ticket, in a chain of its own (ACCESS-3). Triggers forbid UPDATE and DELETE. */
export const reads = sqliteTable(
  'reads',
  {
    n: integer().primaryKey(),
    at: integer().notNull(),
    personId: text('person_id').notNull(),
    ticketId: text('ticket_id'),
    body: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    index('reads_by_ticket').on(table.ticketId, table.at),
    index('reads_by_person').on(table.personId, table.at),
  ],
);

/** Single facts about this database: the log's id, when it was made, the last heartbeat, a restore, its folds, its term. */
export const meta = sqliteTable('meta', {
  key: text()
    .$type<
      'log-id' | 'created-at' | 'heartbeat' | 'restored' | 'folded-by' | 'term' | 'copies-begun'
    >()
    .primaryKey(),
  value: text().notNull(),
});
