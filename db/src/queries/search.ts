import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { mails } from '../schema/content.ts';
import { tickets } from '../schema/projections.ts';
import { listedTerms, searchTerms, spelledTerms } from '../search-terms.ts';
import { begunWords, nearWords } from '../search-words.ts';
import { ticketById, ticketByNumber, type TicketsPage, type WordedTicket } from './tickets.ts';

/** Which tickets and mails a search is narrowed to; each part null where it does not matter. */
export interface SearchFilter {
  readonly status: 'open' | 'answered' | 'closed' | null;
  /** Mails from this instant on, in ms. */
  readonly since: number | null;
  readonly mailboxId: string | null;
  /** Only the answers that this person wrote. */
  readonly writtenBy: string | null;
}

export interface SearchRequest extends Partial<SearchFilter> {
  /** What the user typed; nothing in it can be wrong. */
  readonly query: string;
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
/** Only the newest hits are looked at: ordering all of a common word's would take a tenth of a second. */
const hitsLookedAt = 500;
/** A filter is worth a longer look. */
const hitsLookedAtNarrowed = 5_000;

const param = sql.placeholder;
const orAny = (name: string, is: ReturnType<typeof sql>) => sql`(${param(name)} is null or ${is})`;
const hasStatus = sql`case ${param('status')} when 'open' then ${tickets.open} = 1 else ${tickets.status} = ${param('status')} end`;

const statements = prepared((orm) => {
  const hits = orm
    .select({ hit: sql<number>`rowid`.as('hit') })
    .from(sql`mails_search`)
    .where(sql`mails_search match ${param('match')} and rowid >= ${param('from')}`)
    .orderBy(sql`rowid desc`)
    .limit(param('looks'))
    .as('hits');
  const newest = sql<number>`max(${mails.no})`;
  return {
    hits: orm
      .select({ ticketId: mails.ticketId, no: newest })
      .from(hits)
      .innerJoin(mails, eq(mails.no, hits.hit))
      .innerJoin(tickets, eq(tickets.id, mails.ticketId))
      .where(
        sql`(${tickets.restricted} = 0 or ${param('cleared')})
          and ${orAny('status', hasStatus)}
          and ${orAny('mailboxId', sql`${mails.mailboxId} = ${param('mailboxId')}`)}
          and ${orAny('writtenBy', sql`(${mails.direction} = 'out' and ${mails.by} = ${param('writtenBy')})`)}`,
      )
      .groupBy(mails.ticketId)
      .orderBy(desc(newest))
      .prepare(),
    firstSince: orm
      .select({ no: mails.no })
      .from(mails)
      .where(sql`${mails.at} >= ${param('since')}`)
      .orderBy(mails.at)
      .limit(1)
      .prepare(),
  };
});

interface Hit {
  readonly ticketId: string;
  readonly no: number;
}

/**
 * Tickets with a mail that holds every word, or the beginnings of them, accents forgiven; those with
 * the newest such mail first. Where there is none, words that differ by a slip of the pen count as
 * well. Restricted ones are found by the cleared only.
 */
export function searchTickets(database: Database, request: SearchRequest): SearchPage {
  const numbered = ticketOfNumber(database, request);
  if (numbered) return { tickets: [numbered], next: null, forgiven: false };
  const match = searchTerms(request.query);
  if (match === null) return { tickets: [], next: null, forgiven: false };
  const exact = findExact(database, match, request);
  if (exact.length || request.before !== null) return pageOf(database, exact, request, false);
  const spelled = spelledTerms(request.query, (word) => nearWords(database, word));
  const near = spelled === null ? [] : findHits(database, spelled, request);
  return pageOf(database, near, request, near.length > 0);
}

/** A whole number names one ticket: its parts stand in so many mails that the index would read through a year of them. */
function ticketOfNumber(database: Database, request: SearchRequest): WordedTicket | null {
  const number = request.query.trim();
  if (isNarrowed(request) || !wholeNumber.test(number)) return null;
  const found = ticketByNumber(database, number);
  return found && (request.cleared || !found.ticket.restricted) ? found : null;
}

function isNarrowed({ status, since, mailboxId, writtenBy }: SearchRequest): boolean {
  return [status, since, mailboxId, writtenBy].some((part) => (part ?? null) !== null);
}

function pageOf(
  database: Database,
  hits: readonly Hit[],
  { limit }: SearchRequest,
  forgiven: boolean,
): SearchPage {
  const page = hits.slice(0, limit);
  // Slips are forgiven on the first page alone: what follows it is asked for by what was typed.
  const next = !forgiven && hits.length > page.length ? (page.at(-1)?.no ?? null) : null;
  const found = page.map(({ ticketId }) => ticketById(database, ticketId)).filter(isThere);
  return { tickets: found, next, forgiven };
}

/**
 * By whole words first, which costs the same whatever lies behind. Their hits stand where they fill
 * more than a page, on every page alike; fewer are looked for again as beginnings, which finds the
 * odd word as well that was too long to learn.
 */
function findExact(database: Database, match: string, request: SearchRequest): Hit[] {
  const listed = listedTerms(request.query, (word) => begunWords(database, word));
  const hits = listed === null ? [] : findHits(database, listed, request);
  return after(hits.length > request.limit ? hits : findHits(database, match, request), request);
}

/** A ticket that an earlier page showed is left out. */
function after(hits: Hit[], { before }: SearchRequest): Hit[] {
  return before === null ? hits : hits.filter(({ no }) => no < before);
}

/** The newest hit of each ticket, newest first. */
function findHits(database: Database, match: string, request: SearchRequest): Hit[] {
  const { cleared, status = null, since = null } = request;
  const { mailboxId = null, writtenBy = null } = request;
  const narrowed = status !== null || mailboxId !== null || writtenBy !== null;
  const rows = statements(database).hits.all({
    ...{ match, status, mailboxId, writtenBy, cleared: cleared ? 1 : 0 },
    from: since === null ? 0 : firstMailSince(database, since),
    looks: narrowed ? hitsLookedAtNarrowed : hitsLookedAt,
  });
  return rows.flatMap(({ ticketId, no }) => (ticketId === null ? [] : [{ ticketId, no }]));
}

function firstMailSince(database: Database, since: number): number {
  return statements(database).firstSince.get({ since })?.no ?? Number.MAX_SAFE_INTEGER;
}

function isThere(ticket: WordedTicket | null): ticket is WordedTicket {
  return ticket !== null;
}
