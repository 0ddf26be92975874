import { hash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { placeholdersOf } from '../columns.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { rawMails } from '../schema/content.ts';

const statements = prepared((orm) => ({
  store: orm.insert(rawMails).values(placeholdersOf(rawMails)).onConflictDoNothing().prepare(),
  read: orm
    .select({ bytes: rawMails.bytes })
    .from(rawMails)
    .where(eq(rawMails.sha256, sql.placeholder('sha256')))
    .prepare(),
}));

/** Commits the bytes of mails as they came, together, and names each by its SHA-256 (MAIL-1). */
export function storeRawMails(
  database: Database,
  mails: readonly Uint8Array[],
  at: number,
): string[] {
  return database.client
    .transaction(() => mails.map((bytes) => storeRawMail(database, bytes, at)))
    .immediate();
}

/** Commits the bytes of a mail as they came, and names them by their SHA-256 (MAIL-1). */
export function storeRawMail(database: Database, bytes: Uint8Array, at: number): string {
  const sha256 = hash('sha256', bytes);
  const copy = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  statements(database).store.run({ sha256, bytes: copy, size: bytes.byteLength, at });
  return sha256;
}

/** The bytes under this SHA-256; null when they were never here or have been erased. */
export function rawMail(database: Database, sha256: string): Buffer | null {
  return statements(database).read.get({ sha256 })?.bytes ?? null;
}
