import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { mails } from '../schema/content.ts';
import { tickets } from '../schema/projections.ts';
import { searchTerms } from '../search-terms.ts';
import { ticketById, type TicketsPage, type WordedTicket } from './tickets.ts';

export interface SearchRequest {
  /** What the user typed; nothing in it can be wrong. */
  readonly query: string;
  /** Restricted tickets are for the cleared only. */
  readonly cleared: boolean;
  /** `next` of the page before; null to begin. */
  readonly before: number | null;
  readonly limit: number;
}

/** Only the newest hits are looked at: ordering all of a common word's would take a tenth of a second. */
const hitsLookedAt = 500;

const statements = prepared((orm) => {
  const hits = orm
    .select({ hit: sql<number>`rowid`.as('hit') })
    .from(sql`mails_search`)
    .where(sql`mails_search match ${sql.placeholder('match')}`)
    .orderBy(sql`rowid desc`)
    .limit(hitsLookedAt)
    .as('hits');
  const newest = sql<number>`max(${mails.no})`;
  return {
    hits: orm
      .select({ ticketId: mails.ticketId, no: newest })
      .from(hits)
      .innerJoin(mails, eq(mails.no, hits.hit))
      .innerJoin(tickets, eq(tickets.id, mails.ticketId))
      .where(sql`(${tickets.restricted} = 0 or ${sql.placeholder('cleared')})`)
      .groupBy(mails.ticketId)
      .orderBy(desc(newest))
      .prepare(),
  };
});

interface Hit {
  readonly ticketId: string;
  readonly no: number;
}

/**
 * Tickets with a mail that holds every word, or the beginnings of them, accents forgiven; those with
 * the newest such mail first. Restricted ones are found by the cleared only.
 */
export function searchTickets(database: Database, request: SearchRequest): TicketsPage {
  const match = searchTerms(request.query);
  if (match === null) return { tickets: [], next: null };
  const before = request.before ?? Number.MAX_SAFE_INTEGER;
  const hits = findHits(database, match, request.cleared).filter(({ no }) => no < before);
  const page = hits.slice(0, request.limit);
  const next = hits.length > page.length ? (page.at(-1)?.no ?? null) : null;
  const found = page.map(({ ticketId }) => ticketById(database, ticketId)).filter(isThere);
  return { tickets: found, next };
}

/** The newest hit of each ticket, newest first. */
function findHits(database: Database, match: string, cleared: boolean): Hit[] {
  const rows = statements(database).hits.all({ match, cleared: cleared ? 1 : 0 });
  return rows.flatMap(({ ticketId, no }) => (ticketId === null ? [] : [{ ticketId, no }]));
}

function isThere(ticket: WordedTicket | null): ticket is WordedTicket {
  return ticket !== null;
}
