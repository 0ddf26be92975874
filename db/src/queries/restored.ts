import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { meta } from '../schema/log.ts';

/** That this database goes on from an earlier state: what was done between the two instants is not in it. */
export interface Restoration {
  /** The last instant that it knows, in ms since the epoch. */
  readonly from: number;
  /** When it was put in its place. */
  readonly at: number;
  /** Whether the mails that may have left in between have been told to be uncertain. */
  readonly doubted: boolean;
}

const statements = prepared((orm) => ({
  note: orm
    .insert(meta)
    .values({ key: 'restored', value: sql.placeholder('value') })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql`excluded.value` } })
    .prepare(),
  last: orm.select({ value: meta.value }).from(meta).where(eq(meta.key, 'restored')).prepare(),
}));

/** Notes that the database was put back (RUN-4). */
export function noteRestored(database: Database, restoration: Restoration): void {
  statements(database).note.run({ value: JSON.stringify(restoration) });
}

/** The last restore; null where there was none. */
export function lastRestored(database: Database): Restoration | null {
  const row = statements(database).last.get();
  return row ? (JSON.parse(row.value) as Restoration) : null;
}
