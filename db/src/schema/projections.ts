import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { Episode, Exclusion } from '@vigie/shared/metrics/episode';
import type { Clock, TicketStatus } from '@vigie/shared/ticket/ticket';
import type { CategoryKey } from '@vigie/shared/triage/categories';

/**
 * Tickets as the fold of their events (LOG-3). `state` is the whole; the columns are what queries ask for.
 * Indexes are partial, so that a claim touches few of them.
 */
export const tickets = sqliteTable(
  'tickets',
  {
    id: text().primaryKey(),
    number: text().notNull(),
    status: text().$type<TicketStatus>().notNull(),
    /** Not answered, closed or merged: a column, so that a claim leaves the index of the open ones alone. */
    open: integer({ mode: 'boolean' }).notNull(),
    restricted: integer({ mode: 'boolean' }).notNull(),
    openedAt: integer('opened_at').notNull(),
    /** Place in the order of "claim next" (LOCK-5): 0 for P0, 1 for the others. */
    queueRank: integer('queue_rank').notNull(),
    /** … then the earliest due instant; a far one when no answer is awaited. */
    queueDue: integer('queue_due').notNull(),
    /** An answer is on its way: nobody else may claim. */
    replyPending: integer('reply_pending', { mode: 'boolean' }).notNull(),
    lockHolder: text('lock_holder'),
    lockUntil: integer('lock_until'),
    preferredPerson: text('preferred_person'),
    preferredUntil: integer('preferred_until'),
    lastHandler: text('last_handler'),
    settledAt: integer('settled_at'),
    /** The ticket in which this one goes on. */
    mergedInto: text('merged_into'),
    state: text().notNull(),
  },
  (table) => [
    uniqueIndex('tickets_by_number').on(table.number),
    index('tickets_to_claim')
      .on(table.queueRank, table.queueDue, table.openedAt, table.id)
      .where(sql`status = 'new'`),
    // By end first: the live locks are few, so counting one holder's among them stays in the index.
    index('tickets_held')
      .on(table.lockUntil, table.lockHolder)
      .where(sql`lock_holder is not null`),
    index('tickets_open')
      .on(table.openedAt)
      .where(sql`open = 1`),
    index('tickets_settled')
      .on(table.status, table.settledAt)
      .where(sql`settled_at is not null`),
    index('tickets_merged')
      .on(table.mergedInto)
      .where(sql`merged_into is not null`),
    index('tickets_settled_by_handler')
      .on(table.lastHandler, table.status, table.settledAt)
      .where(sql`settled_at is not null`),
  ],
);

/** The clocks of first answers, one row each, with what the figures ask of their tickets (MET-1). */
export const episodes = sqliteTable(
  'episodes',
  {
    ticketId: text('ticket_id').notNull(),
    n: integer().notNull(),
    priority: text().$type<Clock['priority']>().notNull(),
    startedAt: integer('started_at').notNull(),
    dueAt: integer('due_at').notNull(),
    endedAt: integer('ended_at'),
    outcome: text().$type<Episode['outcome']>().notNull(),
    by: text(),
    cause: text().$type<Clock['cause']>().notNull().default('mail'),
    claimedAt: integer('claimed_at'),
    handledMs: integer('handled_ms').notNull().default(0),
    settledAt: integer('settled_at'),
    returnedAt: integer('returned_at'),
    orientation: text().$type<CategoryKey>(),
    mailboxId: text('mailbox_id').notNull().default(''),
    category: text().$type<CategoryKey>().notNull().default('autre'),
    restricted: integer({ mode: 'boolean' }).notNull().default(false),
    excluded: text().$type<Exclusion>(),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.n] }),
    index('episodes_by_end').on(table.endedAt),
  ],
);

/** The members of the service as the fold of their events. */
export const people = sqliteTable(
  'people',
  {
    id: text().primaryKey(),
    login: text().notNull(),
    role: text().notNull(),
    active: integer({ mode: 'boolean' }).notNull(),
    state: text().notNull(),
  },
  (table) => [
    uniqueIndex('people_by_login').on(table.login),
    index('people_by_role').on(table.role, table.active),
  ],
);

/** The one row of the room's own state. */
export const room = sqliteTable('room', {
  id: text().$type<'room'>().primaryKey(),
  state: text().notNull(),
});

/** The last running number of each month, as opened tickets bear it. */
export const numbers = sqliteTable('numbers', {
  month: text().primaryKey(),
  last: integer().notNull(),
});

/**
 * Mails that a merge or a split moved: where they stand, where they came to, and the event that put them
 * there. A trigger has the mails themselves follow.
 */
export const mailPlaces = sqliteTable('mail_places', {
  mailId: text('mail_id').primaryKey(),
  ticketId: text('ticket_id').notNull(),
  homeId: text('home_id').notNull(),
  seq: integer().notNull(),
});
