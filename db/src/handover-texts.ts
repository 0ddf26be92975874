import { and, eq, sql } from 'drizzle-orm';
import type { StoredField } from '@vigie/shared/handover/source';
import { placeholdersOf, replacedBy } from './columns.ts';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { handoverParts, handoverTexts } from './schema/handover.ts';
import type { HandoverPartRow, HandoverTextRow } from './writes.ts';

const ofSheet = eq(handoverTexts.handoverId, sql.placeholder('handoverId'));
const ofField = and(
  ofSheet,
  eq(handoverTexts.item, sql.placeholder('item')),
  eq(handoverTexts.field, sql.placeholder('field')),
);
const newest = sql`${handoverTexts.revision} = (
  select max(later.revision) from handover_texts later
  where later.handover_id = ${handoverTexts.handoverId}
    and later.item = ${handoverTexts.item} and later.field = ${handoverTexts.field})`;

const statements = prepared((orm) => ({
  put: orm.insert(handoverTexts).values(placeholdersOf(handoverTexts)).prepare(),
  current: orm.select().from(handoverTexts).where(and(ofSheet, newest)).prepare(),
  last: orm
    .select()
    .from(handoverTexts)
    .where(ofField)
    .orderBy(sql`${handoverTexts.revision} desc`)
    .limit(1)
    .prepare(),
  revision: orm
    .select({ text: handoverTexts.text })
    .from(handoverTexts)
    .where(and(ofField, eq(handoverTexts.revision, sql.placeholder('revision'))))
    .prepare(),
  holding: orm
    .select({ revision: handoverTexts.revision })
    .from(handoverTexts)
    .where(and(ofField, sql`instr(${handoverTexts.text}, ${sql.placeholder('words')}) > 0`))
    .limit(1)
    .prepare(),
  prune: orm
    .delete(handoverTexts)
    .where(and(ofSheet, sql`not ${newest}`))
    .prepare(),
  putPart: orm
    .insert(handoverParts)
    .values(placeholdersOf(handoverParts))
    .onConflictDoUpdate({
      target: [handoverParts.handoverId, handoverParts.n],
      set: replacedBy(handoverParts),
    })
    .prepare(),
  parts: orm
    .select()
    .from(handoverParts)
    .where(eq(handoverParts.handoverId, sql.placeholder('handoverId')))
    .orderBy(handoverParts.n)
    .prepare(),
}));

/** The fields of a sheet as they were last saved. */
export function fieldsOfHandover(database: Database, handoverId: string): StoredField[] {
  return statements(database)
    .current.all({ handoverId })
    .map(({ item, field, text, revision, by, at }) => ({ item, field, text, revision, by, at }));
}

/** One field as it was last saved, or null; with the text on which somebody typed. */
export function fieldOfHandover(
  database: Database,
  place: { handoverId: string; item: string; field: string },
  revision: number,
): { current: StoredField | null; base: string | null } {
  const { last, revision: atRevision } = statements(database);
  const current = last.get(place) ?? null;
  return { current, base: atRevision.get({ ...place, revision })?.text ?? null };
}

/** True where a save of the field, the last or an earlier one, holds these words. */
export function everSaved(
  database: Database,
  place: { handoverId: string; item: string; field: string },
  words: string,
): boolean {
  return statements(database).holding.get({ ...place, words }) !== undefined;
}

/** Stores one save of a field. */
export function putHandoverText(database: Database, row: HandoverTextRow): void {
  statements(database).put.run({ ...row });
}

/** Leaves of each field its last save: nobody merges any more. */
export function pruneHandoverTexts(database: Database, handoverId: string): void {
  statements(database).prune.run({ handoverId });
}

/** Stores a part as signed; a proposal made anew replaces the one taken back. */
export function putHandoverPart(database: Database, row: HandoverPartRow): void {
  statements(database).putPart.run({ ...row });
}

/** The parts of a sheet as signed, by number; none while it is a draft. */
export function partsOfHandover(database: Database, handoverId: string): HandoverPartRow[] {
  return statements(database).parts.all({ handoverId });
}
