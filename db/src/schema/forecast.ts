import { integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';

/**
 * Forecasts of reliefs that were kept to be held against what happened (MET-4). They are nobody's act
 * and stand outside the log: without them the product forecasts on, and knows less of its own error.
 */
export const pastForecasts = sqliteTable(
  'past_forecasts',
  {
    reliefAt: integer('relief_at').notNull(),
    /** Which of a relief's forecasts: so many minutes ahead. */
    slotMinutes: integer('slot_minutes').notNull(),
    madeAt: integer('made_at').notNull(),
    /** As the simulation gave it, in thousandths of a ticket. */
    rawLow: integer('raw_low').notNull(),
    rawMedian: integer('raw_median').notNull(),
    rawHigh: integer('raw_high').notNull(),
    /** As it was shown. */
    low: integer().notNull(),
    median: integer().notNull(),
    high: integer().notNull(),
    /** Tickets to take at the relief; null until it is over. */
    actual: integer(),
  },
  (table) => [primaryKey({ columns: [table.reliefAt, table.slotMinutes] })],
);
