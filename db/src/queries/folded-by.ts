import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { meta } from '../schema/log.ts';

const statements = prepared((orm) => ({
  note: orm
    .insert(meta)
    .values({ key: 'folded-by', value: sql.placeholder('value') })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql`excluded.value` } })
    .prepare(),
  read: orm.select({ value: meta.value }).from(meta).where(eq(meta.key, 'folded-by')).prepare(),
}));

/** Which tables and folds made the projections that stand; null where an older program did. */
export function foldedBy(database: Database): string | null {
  return statements(database).read.get()?.value ?? null;
}

/** Notes which made them. */
export function noteFoldedBy(database: Database, folder: string): void {
  statements(database).note.run({ value: folder });
}
