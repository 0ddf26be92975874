import { and, count, eq, isNull, lt, sql } from 'drizzle-orm';
import { placeholdersOf, replacedBy } from '../columns.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { recoveryCodes, totpKeys } from '../schema/access.ts';
import type { RecoveryCodesRow, SpentCodeRow, TotpKeyRow } from '../writes.ts';

const ofPerson = eq(totpKeys.personId, sql.placeholder('personId'));
const codesOfPerson = eq(recoveryCodes.personId, sql.placeholder('personId'));
const ofCode = and(codesOfPerson, eq(recoveryCodes.sha256, sql.placeholder('sha256')));

const statements = prepared((orm) => ({
  key: orm.select().from(totpKeys).where(ofPerson).prepare(),
  putKey: orm
    .insert(totpKeys)
    .values(placeholdersOf(totpKeys))
    .onConflictDoUpdate({ target: totpKeys.personId, set: replacedBy(totpKeys) })
    .prepare(),
  endKey: orm.delete(totpKeys).where(ofPerson).prepare(),
  // A step is used once, whoever asks first: the same code opens nothing again.
  takeStep: orm
    .update(totpKeys)
    .set({ lastStep: sql`${sql.placeholder('step')}` })
    .where(and(ofPerson, lt(totpKeys.lastStep, sql.placeholder('step'))))
    .prepare(),
  left: orm
    .select({ codes: count() })
    .from(recoveryCodes)
    .where(and(codesOfPerson, isNull(recoveryCodes.spentAt)))
    .prepare(),
  isOpen: orm
    .select({ codes: count() })
    .from(recoveryCodes)
    .where(and(ofCode, isNull(recoveryCodes.spentAt)))
    .prepare(),
  putCode: orm.insert(recoveryCodes).values(placeholdersOf(recoveryCodes)).prepare(),
  endCodes: orm.delete(recoveryCodes).where(codesOfPerson).prepare(),
  spend: orm
    .update(recoveryCodes)
    .set({ spentAt: sql`${sql.placeholder('at')}` })
    .where(ofCode)
    .prepare(),
}));

/** The sealed key of a person's app; null where they have none (ACCESS-2). */
export function totpKeyOf(database: Database, personId: string): TotpKeyRow | null {
  return statements(database).key.get({ personId }) ?? null;
}

/** Takes a step of a person's app; false where it, or a later one, has been used. */
export function takeTotpStep(database: Database, personId: string, step: number): boolean {
  return statements(database).takeStep.run({ personId, step }).changes === 1;
}

/** How many recovery codes a person has left. */
export function recoveryCodesLeft(database: Database, personId: string): number {
  return statements(database).left.get({ personId })?.codes ?? 0;
}

/** Whether a recovery code is this person's and has not been used. */
export function isOpenCode(database: Database, personId: string, sha256: string): boolean {
  return (statements(database).isOpen.get({ personId, sha256 })?.codes ?? 0) > 0;
}

/** The app of a person has this key from now on. */
export function putTotpKey(database: Database, row: TotpKeyRow): void {
  statements(database).putKey.run({ ...row, sealed: Buffer.from(row.sealed) });
}

/** A person has these recovery codes from now on, and no others. */
export function putRecoveryCodes(
  database: Database,
  { personId, sha256s }: RecoveryCodesRow,
): void {
  statements(database).endCodes.run({ personId });
  for (const sha256 of sha256s)
    statements(database).putCode.run({ personId, sha256, spentAt: null });
}

/** A recovery code has been used. */
export function spendCode(database: Database, row: SpentCodeRow): void {
  statements(database).spend.run({ ...row });
}

/** A person has no second factor any more. */
export function endSecondFactors(database: Database, personId: string): void {
  statements(database).endKey.run({ personId });
  statements(database).endCodes.run({ personId });
}
