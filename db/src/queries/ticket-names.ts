import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { ticketWords } from '../schema/content.ts';
import { tickets } from '../schema/projections.ts';

/** What a ticket is called by: its number, and its subject while that is kept. */
export interface TicketName {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly restricted: boolean;
}

const statements = prepared((orm) => ({
  byIds: orm
    .select({
      id: tickets.id,
      number: tickets.number,
      restricted: tickets.restricted,
      subject: sql<string>`coalesce(${ticketWords.subject}, '')`,
    })
    .from(tickets)
    .leftJoin(ticketWords, eq(ticketWords.ticketId, tickets.id))
    .where(sql`${tickets.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
}));

/** The names of those of these ids that are tickets, by id. */
export function ticketNames(database: Database, ids: readonly string[]): Map<string, TicketName> {
  if (!ids.length) return new Map();
  const rows = statements(database).byIds.all({ ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.id, row]));
}
