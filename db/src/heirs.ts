import { eq, sql } from 'drizzle-orm';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { tickets } from './schema/projections.ts';
import { loadTicket } from './ticket-rows.ts';

const statements = prepared((orm) => ({
  mergedInto: orm
    .select({ id: tickets.id, number: tickets.number })
    .from(tickets)
    .where(eq(tickets.mergedInto, sql.placeholder('id')))
    .prepare(),
}));

/** The ticket that stands for this one today: itself, or the last of those that it was merged into. */
export function heirOf(database: Database, ticketId: string): Ticket | null {
  let ticket = loadTicket(database, ticketId);
  // A merge into what was merged already is refused, so that this ends.
  while (ticket?.merged) ticket = loadTicket(database, ticket.merged.into);
  return ticket;
}

/** The tickets that go on in this one, and those that went on in them. */
export function mergedInto(database: Database, ticketId: string): { id: string; number: string }[] {
  const direct = statements(database).mergedInto.all({ id: ticketId });
  return direct.flatMap((ticket) => [ticket, ...mergedInto(database, ticket.id)]);
}
