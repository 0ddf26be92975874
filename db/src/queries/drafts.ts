import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { drafts } from '../schema/content.ts';
import type { DraftRow } from '../writes.ts';

const statements = prepared((orm) => ({
  ofTicket: orm
    .select()
    .from(drafts)
    .where(eq(drafts.ticketId, sql.placeholder('ticketId')))
    .prepare(),
  drafted: orm.select({ ticketId: drafts.ticketId }).from(drafts).prepare(),
}));

/** The words being typed in a ticket, whoever typed them (LOCK-6, LOCK-8). */
export function draftOf(database: Database, ticketId: string): DraftRow | null {
  return statements(database).ofTicket.get({ ticketId }) ?? null;
}

/** The tickets in which words are being typed, or stand. */
export function draftedTickets(database: Database): Set<string> {
  const rows = statements(database).drafted.all();
  return new Set(rows.map(({ ticketId }) => ticketId));
}
