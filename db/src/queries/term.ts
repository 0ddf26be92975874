import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { meta } from '../schema/log.ts';

const statements = prepared((orm) => ({
  note: orm
    .insert(meta)
    .values({ key: 'term', value: sql.placeholder('value') })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql`excluded.value` } })
    .prepare(),
  read: orm.select({ value: meta.value }).from(meta).where(eq(meta.key, 'term')).prepare(),
}));

/** How many servers have led this log, one after the other: each takeover counts it up (RUN-4). */
export function termOf(database: Database): number {
  return Number(statements(database).read.get()?.value ?? 1);
}

/** Notes that a takeover has begun a new term. */
export function noteTerm(database: Database, term: number): void {
  statements(database).note.run({ value: String(term) });
}
