import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { HandoverState } from '@vigie/shared/handover/handover';
import type { SheetField } from '@vigie/shared/handover/parts';

/** Sheets as the fold of their events (LOG-3). `state` is the whole; the columns are what queries ask for. */
export const handovers = sqliteTable(
  'handovers',
  {
    id: text().primaryKey(),
    phase: text().$type<HandoverState>().notNull(),
    reliefAt: integer('relief_at').notNull(),
    acceptedAt: integer('accepted_at'),
    state: text().notNull(),
  },
  (table) => [
    index('handovers_by_relief').on(table.reliefAt),
    index('handovers_pending')
      .on(table.reliefAt)
      .where(sql`phase in ('draft', 'proposed')`),
  ],
);

/**
 * What people type on a sheet, each save a row, so that what two type at once can be merged (HAND-1);
 * once sealed the last one stays. Erasable, outside the log (LOG-4).
 */
export const handoverTexts = sqliteTable(
  'handover_texts',
  {
    handoverId: text('handover_id').notNull(),
    item: text().notNull(),
    field: text().$type<SheetField>().notNull(),
    revision: integer().notNull(),
    text: text().notNull(),
    by: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.handoverId, table.item, table.field, table.revision] })],
);

/**
 * The parts of a sheet as signed: the very bytes behind their hashes, with the salt that keeps a hash
 * from being guessed. Erasable, outside the log (LOG-4). `folded` is searched.
 */
export const handoverParts = sqliteTable(
  'handover_parts',
  {
    handoverId: text('handover_id').notNull(),
    n: integer().notNull(),
    restricted: integer({ mode: 'boolean' }).notNull(),
    salt: text().notNull(),
    body: text().notNull(),
    folded: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.handoverId, table.n] })],
);
