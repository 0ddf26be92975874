import { hash } from 'node:crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import { placeholdersOf } from '../columns.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { answerFiles, fileBytes } from '../schema/content.ts';
import type { AnswerFileRow } from '../writes.ts';

const ofId = eq(answerFiles.id, sql.placeholder('id'));
const ofTicket = eq(answerFiles.ticketId, sql.placeholder('ticketId'));

const statements = prepared((orm) => ({
  storeBytes: orm
    .insert(fileBytes)
    .values(placeholdersOf(fileBytes))
    .onConflictDoNothing()
    .prepare(),
  store: orm.insert(answerFiles).values(placeholdersOf(answerFiles)).prepare(),
  bytes: orm
    .select({ bytes: fileBytes.bytes })
    .from(fileBytes)
    .where(eq(fileBytes.sha256, sql.placeholder('sha256')))
    .prepare(),
  byId: orm.select().from(answerFiles).where(ofId).prepare(),
  ofTicket: orm
    .select()
    .from(answerFiles)
    .where(ofTicket)
    .orderBy(asc(answerFiles.at), asc(answerFiles.id))
    .prepare(),
  attach: orm.update(answerFiles).set({ state: 'draft' }).where(ofId).prepare(),
  detach: orm.update(answerFiles).set({ state: 'removed' }).where(ofId).prepare(),
  leave: orm
    .update(answerFiles)
    .set({ state: 'brought' })
    .where(and(ofTicket, eq(answerFiles.state, 'draft')))
    .prepare(),
}));

/** Stores a file that somebody brought for an answer; whether it goes with the draft, the desk decides (LOCK-3). */
export function storeAnswerFile(
  database: Database,
  file: Omit<AnswerFileRow, 'sha256' | 'bytes' | 'state'>,
  content: Uint8Array,
): AnswerFileRow {
  const sha256 = hash('sha256', content);
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const row = { ...file, sha256, bytes: content.byteLength, state: 'brought' as const };
  database.drizzle.transaction(
    () => {
      statements(database).storeBytes.run({ sha256, bytes, at: file.at });
      statements(database).store.run({ ...row });
    },
    { behavior: 'immediate' },
  );
  return row;
}

/** One file of an answer, by its id. */
export function answerFile(database: Database, id: string): AnswerFileRow | null {
  return statements(database).byId.get({ id }) ?? null;
}

/** All files that were ever brought for answers in a ticket, the first first. */
export function answerFilesOf(database: Database, ticketId: string): AnswerFileRow[] {
  return statements(database).ofTicket.all({ ticketId });
}

/** The bytes under this SHA-256; null when they have been erased. */
export function answerFileBytes(database: Database, sha256: string): Buffer | null {
  return statements(database).bytes.get({ sha256 })?.bytes ?? null;
}

/** From now on the file goes with the ticket's draft. */
export function attachFile(database: Database, id: string): void {
  statements(database).attach.run({ id });
}

/** The file was taken away again: it goes with no draft any more. */
export function detachFile(database: Database, id: string): void {
  statements(database).detach.run({ id });
}

/** The draft has ended: its files have left with the answer, or are left behind. */
export function leaveFiles(database: Database, ticketId: string): void {
  statements(database).leave.run({ ticketId });
}
