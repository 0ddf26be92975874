import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DepartureKind, OverrideStatus } from '@vigie/shared/roster/override';

/** Overrides of the roster as the fold of their events; the columns are what queries ask for (ROST-1). */
export const overrides = sqliteTable(
  'overrides',
  {
    id: text().primaryKey(),
    kind: text().$type<DepartureKind>().notNull(),
    status: text().$type<OverrideStatus>().notNull(),
    personId: text('person_id').notNull(),
    /** The other of a swap. */
    otherId: text('other_id'),
    /** First and last date (ISO) that it touches; a far one where it has no end. */
    fromDate: text('from_date').notNull(),
    toDate: text('to_date').notNull(),
    enteredAt: integer('entered_at').notNull(),
    state: text().notNull(),
  },
  (table) => [
    index('overrides_by_person').on(table.personId, table.toDate),
    index('overrides_by_other').on(table.otherId, table.toDate),
    index('overrides_by_date').on(table.toDate, table.fromDate),
  ],
);

/** The one row of the roster's frame: cycles, office hours and cover with their history. */
export const rosterPlan = sqliteTable('roster_plan', {
  id: text().$type<'roster-plan'>().primaryKey(),
  state: text().notNull(),
});
