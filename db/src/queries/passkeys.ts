import { and, asc, count, eq, sql } from 'drizzle-orm';
import { placeholdersOf } from '../columns.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { passkeys } from '../schema/access.ts';
import type { PasskeyRow } from '../writes.ts';

const ofPerson = eq(passkeys.personId, sql.placeholder('personId'));
const ofId = eq(passkeys.id, sql.placeholder('id'));

const statements = prepared((orm) => ({
  put: orm.insert(passkeys).values(placeholdersOf(passkeys)).prepare(),
  byId: orm.select().from(passkeys).where(ofId).prepare(),
  ofPerson: orm.select().from(passkeys).where(ofPerson).orderBy(asc(passkeys.since)).prepare(),
  counted: orm.select({ keys: count() }).from(passkeys).where(ofPerson).prepare(),
  used: orm
    .update(passkeys)
    .set({
      counter: sql`${sql.placeholder('counter')}`,
      usedAt: sql`${sql.placeholder('at')}`,
    })
    .where(ofId)
    .prepare(),
  end: orm.delete(passkeys).where(and(ofPerson, ofId)).prepare(),
  endAll: orm.delete(passkeys).where(ofPerson).prepare(),
}));

/** The passkey of this id, whosever it is (ACCESS-2). */
export function passkeyById(database: Database, id: string): PasskeyRow | null {
  return statements(database).byId.get({ id }) ?? null;
}

/** Every passkey of a person, oldest first. */
export function passkeysOf(database: Database, personId: string): PasskeyRow[] {
  return statements(database).ofPerson.all({ personId });
}

/** Whether a person has any. */
export function hasPasskey(database: Database, personId: string): boolean {
  return (statements(database).counted.get({ personId })?.keys ?? 0) > 0;
}

/** Notes the use of a passkey, and what its own count of uses says. */
export function notePasskeyUse(database: Database, id: string, counter: number, at: number): void {
  statements(database).used.run({ id, counter, at });
}

/** A person has this passkey from now on. */
export function putPasskey(database: Database, row: PasskeyRow): void {
  statements(database).put.run({ ...row, publicKey: Buffer.from(row.publicKey) });
}

/** A person has this passkey no more; null for all of theirs. */
export function endPasskey(database: Database, personId: string, id: string | null): void {
  if (id === null) statements(database).endAll.run({ personId });
  else statements(database).end.run({ personId, id });
}
