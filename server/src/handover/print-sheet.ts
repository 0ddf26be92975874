import type { Database } from '@vigie/db/database';

/** Prints a signed sheet; null where there is none. */
export async function printSheet(
  _database: Database,
  _handoverId: string,
  _options: { readonly withRestricted: boolean },
): Promise<{ readonly number: string; readonly pdf: Buffer } | null> {
  return null;
}
