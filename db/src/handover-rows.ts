import { eq, sql } from 'drizzle-orm';
import type { Handover } from '@vigie/shared/handover/handover';
import { placeholdersOf, replacedBy } from './columns.ts';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { handovers } from './schema/handover.ts';

const statements = prepared((orm) => ({
  load: orm
    .select({ state: handovers.state })
    .from(handovers)
    .where(eq(handovers.id, sql.placeholder('id')))
    .prepare(),
  put: orm
    .insert(handovers)
    .values(placeholdersOf(handovers))
    .onConflictDoUpdate({ target: handovers.id, set: replacedBy(handovers) })
    .prepare(),
  pending: orm
    .select({ state: handovers.state })
    .from(handovers)
    .where(sql`phase in ('draft', 'proposed')`)
    .orderBy(handovers.reliefAt)
    .prepare(),
}));

/** The sheet as the log has it, or null. */
export function loadHandover(database: Database, id: string): Handover | null {
  const row = statements(database).load.get({ id });
  return row ? handoverOf(row.state) : null;
}

/** Stores a sheet as one state of the fold (LOG-3). */
export function storeHandover(database: Database, handover: Handover): void {
  statements(database).put.run({
    id: handover.id,
    phase: handover.state,
    reliefAt: handover.reliefAt,
    acceptedAt: handover.acceptance?.at ?? null,
    state: JSON.stringify(handover),
  });
}

/** Sheets that are neither sealed nor lapsed, the earliest relief first. */
export function pendingHandovers(database: Database): Handover[] {
  return statements(database)
    .pending.all()
    .map(({ state }) => handoverOf(state));
}

/** The sheet that a row's JSON holds; the log alone writes it, so it is trusted. */
export function handoverOf(state: string): Handover {
  return JSON.parse(state) as Handover;
}
