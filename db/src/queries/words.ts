import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { words } from '../schema/content.ts';
import type { WordsRow } from '../writes.ts';

const ofTicket = eq(words.ticketId, sql.placeholder('ticketId'));

const statements = prepared((orm) => ({
  byIds: orm
    .select()
    .from(words)
    .where(sql`${words.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
  notes: orm
    .select()
    .from(words)
    .where(sql`${ofTicket} and ${words.kind} = 'note'`)
    .orderBy(asc(words.at), asc(words.id))
    .prepare(),
  kept: orm
    .select()
    .from(words)
    .where(sql`${ofTicket} and ${words.kind} = 'kept' and ${words.by} = ${sql.placeholder('by')}`)
    .orderBy(asc(words.at), asc(words.id))
    .prepare(),
  keptUnder: orm
    .select()
    .from(words)
    .where(
      sql`${words.id} >= ${sql.placeholder('from')} and ${words.id} < ${sql.placeholder('to')}
        and ${words.kind} = 'kept' and ${words.by} = ${sql.placeholder('by')}`,
    )
    .orderBy(asc(words.at), asc(words.id))
    .prepare(),
}));

/** The words under these ids, by id; those erased are missing. */
export function wordsByIds(database: Database, ids: readonly string[]): Map<string, WordsRow> {
  if (!ids.length) return new Map();
  const rows = statements(database).byIds.all({ ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The notes of a ticket, the oldest first. */
export function notesOf(database: Database, ticketId: string): WordsRow[] {
  return statements(database).notes.all({ ticketId });
}

/** What this author wrote in this ticket and was refused: nothing typed is lost (LOCK-3). */
export function keptTextsOf(database: Database, ticketId: string, by: string): WordsRow[] {
  return statements(database).kept.all({ ticketId, by });
}

/** What this author wrote and was refused, by what the ids begin with. */
export function keptTextsUnder(database: Database, prefix: string, by: string): WordsRow[] {
  return statements(database).keptUnder.all({ from: prefix, to: `${prefix}\uffff`, by });
}
