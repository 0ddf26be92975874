import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { meta } from '../schema/log.ts';

const statements = prepared((orm) => ({
  persist: orm
    .insert(meta)
    .values({ key: 'heartbeat', value: sql.placeholder('value') })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql`excluded.value` } })
    .prepare(),
  last: orm.select({ value: meta.value }).from(meta).where(eq(meta.key, 'heartbeat')).prepare(),
}));

/** Persists that the server was alive at this instant (LOCK-4). */
export function persistHeartbeat(database: Database, at: number): void {
  statements(database).persist.run({ value: String(at) });
}

/** The last instant at which a server was known to be alive; null before the first. */
export function lastHeartbeat(database: Database): number | null {
  const row = statements(database).last.get();
  return row ? Number(row.value) : null;
}
