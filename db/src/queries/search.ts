import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
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
const hitsLookedAt = 2_000;

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
  const tickets = page.map(({ ticketId }) => ticketById(database, ticketId)).filter(isThere);
  return { tickets, next };
}

/** The newest hit of each ticket, newest first. */
function findHits(database: Database, match: string, cleared: boolean): Hit[] {
  return database.drizzle.all<Hit>(sql`
    SELECT mails.ticket_id AS ticketId, max(mails.no) AS no
    FROM (SELECT rowid AS no FROM mails_search WHERE mails_search MATCH ${match}
          ORDER BY rowid DESC LIMIT ${hitsLookedAt}) AS hits
    JOIN mails ON mails.no = hits.no
    JOIN tickets ON tickets.id = mails.ticket_id
    WHERE tickets.restricted = 0 OR ${cleared ? 1 : 0}
    GROUP BY mails.ticket_id ORDER BY max(mails.no) DESC`);
}

function isThere(ticket: WordedTicket | null): ticket is WordedTicket {
  return ticket !== null;
}
