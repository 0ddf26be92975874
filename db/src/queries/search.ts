import type { Database } from '../database.ts';
import { listedTerms, searchTerms, senderTerms, spelledTerms } from '../search-terms.ts';
import { begunWords, nearWords } from '../search-words.ts';
import { findHits, type Hits, type SearchFilter } from './search-hits.ts';
import { ticketById, ticketByNumber, type TicketsPage, type WordedTicket } from './tickets.ts';

/** A filter of which parts may be left out. */
type PartOf<T> = { readonly [K in keyof T]?: T[K] | undefined };

export interface SearchRequest extends PartOf<SearchFilter> {
  /** What the user typed; nothing in it can be wrong. */
  readonly query: string;
  /** Words of the sender's name or address; none where it does not matter. */
  readonly sender?: string | null | undefined;
  /** Restricted tickets are for the cleared only. */
  readonly cleared: boolean;
  /** `next` of the page before; null to begin. */
  readonly before: number | null;
  readonly limit: number;
}

/** A page of tickets, and whether slips of the pen had to be forgiven to find any. */
export interface SearchPage extends TicketsPage {
  readonly forgiven: boolean;
}

/** Year, month, running number of the month, as in `26-11-4762`. */
const wholeNumber = /^\d\d-\d\d-\d+$/;

/**
 * Tickets with a mail that holds every word, or the beginnings of them, accents forgiven, and passes the
 * filter; those with the newest such mail first. Where there is none, words that differ by a slip of the
 * pen count as well. Without a word, all that pass. Restricted ones are found by the cleared only.
 * A page may be short of tickets and have a next one: older mails have not been looked at yet. A ticket
 * of an earlier page comes again where an older mail of it is found as well.
 */
export function searchTickets(database: Database, request: SearchRequest): SearchPage {
  const numbered = ticketOfNumber(database, request);
  if (numbered) return { tickets: [numbered], next: null, forgiven: false };
  const match = searchTerms(request.query);
  if (match === null && !isNarrowed(request)) return { tickets: [], next: null, forgiven: false };
  const exact =
    match === null ? sought(database, null, request) : findExact(database, match, request);
  if (exact.hits.length || exact.next !== null || request.before !== null) {
    return pageOf(database, exact, request, false);
  }
  const spelled = spelledTerms(request.query, (word) => nearWords(database, word));
  const near = spelled === null ? exact : sought(database, spelled, request);
  return pageOf(database, near, request, near.hits.length > 0);
}

/** A whole number names one ticket: its parts stand in so many mails that the index would read through a year of them. */
function ticketOfNumber(database: Database, request: SearchRequest): WordedTicket | null {
  const number = request.query.trim();
  if (isNarrowed(request) || !wholeNumber.test(number)) return null;
  const found = ticketByNumber(database, number);
  return found && (request.cleared || !found.ticket.restricted) ? found : null;
}

function isNarrowed(request: SearchRequest): boolean {
  const parts = Object.values(filterOf(request));
  return parts.some((part) => part !== null) || senderTerms(request.sender ?? '') !== null;
}

function filterOf(request: SearchRequest): SearchFilter {
  return {
    status: request.status ?? null,
    priority: request.priority ?? null,
    category: request.category ?? null,
    personId: request.personId ?? null,
    since: request.since ?? null,
    until: request.until ?? null,
    mailboxId: request.mailboxId ?? null,
    direction: request.direction ?? null,
    withFiles: request.withFiles ?? null,
    writtenBy: request.writtenBy ?? null,
  };
}

function pageOf(
  database: Database,
  { hits, next: unread }: Hits,
  { limit }: SearchRequest,
  forgiven: boolean,
): SearchPage {
  const page = hits.slice(0, limit);
  const next = hits.length > page.length ? (page.at(-1)?.no ?? null) : unread;
  const found = page.map(({ ticketId }) => ticketById(database, ticketId)).filter(isThere);
  // Slips are forgiven on the first page alone: what follows it is asked for by what was typed.
  return { tickets: found, next: forgiven ? null : next, forgiven };
}

/**
 * By whole words first, which costs the same whatever lies behind. Their hits stand where they fill
 * more than a page; fewer are looked for again as beginnings, which finds the odd word as well that was
 * too long to learn.
 */
function findExact(database: Database, match: string, request: SearchRequest): Hits {
  const listed = listedTerms(request.query, (word) => begunWords(database, word));
  const found = listed === null ? null : sought(database, listed, request);
  const stands = found !== null && found.hits.length > request.limit;
  return stands ? found : sought(database, match, request);
}

function sought(database: Database, words: string | null, request: SearchRequest): Hits {
  const { cleared, before, limit: wanted } = request;
  const sender = senderTerms(request.sender ?? '');
  const match = [words, sender].filter((part) => part !== null).join(' AND ') || null;
  return findHits(database, { match, filter: filterOf(request), cleared }, { before, wanted });
}

function isThere(ticket: WordedTicket | null): ticket is WordedTicket {
  return ticket !== null;
}
