import { eq, sql } from 'drizzle-orm';
import { placeholdersOf, replacedBy } from '../columns.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { scans } from '../schema/content.ts';

/** A verdict of the virus scanner on bytes (MAIL-11). */
export interface Scan {
  readonly sha256: string;
  readonly verdict: 'clean' | 'infected';
  readonly at: number;
}

const statements = prepared((orm) => ({
  store: orm
    .insert(scans)
    .values(placeholdersOf(scans))
    .onConflictDoUpdate({ target: scans.sha256, set: replacedBy(scans) })
    .prepare(),
  bySha256: orm
    .select()
    .from(scans)
    .where(eq(scans.sha256, sql.placeholder('sha256')))
    .prepare(),
}));

/** The last verdict on these bytes; null where there is none. */
export function scanOf(database: Database, sha256: string): Scan | null {
  return statements(database).bySha256.get({ sha256 }) ?? null;
}

/** Notes a verdict; a later one replaces it. */
export function noteScan(database: Database, scan: Scan): void {
  statements(database).store.run({ ...scan });
}
