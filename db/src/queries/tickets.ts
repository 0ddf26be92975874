import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { tickets } from '../schema/projections.ts';
import { ticketWords } from '../schema/content.ts';
import { ticketOf } from '../ticket-rows.ts';
import type { TicketWordsRow } from '../writes.ts';

/** A ticket with the words that lists show of it; they are empty once erased. */
export interface WordedTicket {
  readonly ticket: Ticket;
  readonly words: TicketWordsRow;
}

/** Part of a longer list; `next` is passed as `before` for the following part, null at the end. */
export interface TicketsPage {
  readonly tickets: readonly WordedTicket[];
  readonly next: number | null;
}

export interface SettledFilter {
  readonly status: 'answered' | 'closed';
  /** Only those that this person handled last; null for everybody's. */
  readonly handledBy: string | null;
  /** Restricted tickets are for the cleared only. */
  readonly cleared: boolean;
  /** Only those settled before this instant; null to begin. */
  readonly before: number | null;
  readonly limit: number;
}

const worded = {
  id: tickets.id,
  state: tickets.state,
  settledAt: tickets.settledAt,
  subject: ticketWords.subject,
  sender: ticketWords.sender,
  address: ticketWords.address,
};

// Literal SQL where SQLite must know a partial index again.
const isOpen = sql`${tickets.open} = 1`;
const status = sql.placeholder('status');
const before = sql.placeholder('before');
const visible = sql`(${tickets.restricted} = 0 or ${sql.placeholder('cleared')})`;
const handler = sql`${tickets.lastHandler} = ${sql.placeholder('handledBy')}`;
const newest = desc(tickets.settledAt);

const statements = prepared((orm) => {
  const withWords = () =>
    orm.select(worded).from(tickets).leftJoin(ticketWords, eq(ticketWords.ticketId, tickets.id));
  const settled = (mine: boolean) => {
    const matches = sql`${tickets.status} = ${status} and ${tickets.settledAt} < ${before} and ${visible}${mine ? sql` and ${handler}` : sql``}`;
    // Those settled in one instant stay on one page, as the next begins before that instant.
    const last = sql`coalesce((select ${tickets.settledAt} from ${tickets} where ${matches} order by ${tickets.settledAt} desc limit 1 offset ${sql.placeholder('offset')}), 0)`;
    return withWords()
      .where(sql`${matches} and ${tickets.settledAt} >= ${last}`)
      .orderBy(newest, tickets.id)
      .prepare();
  };
  return {
    open: withWords().where(isOpen).orderBy(asc(tickets.openedAt), asc(tickets.id)).prepare(),
    byId: withWords()
      .where(eq(tickets.id, sql.placeholder('id')))
      .prepare(),
    byNumber: withWords()
      .where(eq(tickets.number, sql.placeholder('number')))
      .prepare(),
    settled: settled(false),
    settledBy: settled(true),
    ofAddress: orm
      .select(worded)
      .from(ticketWords)
      .innerJoin(tickets, eq(tickets.id, ticketWords.ticketId))
      .where(sql`lower(${ticketWords.address}) = lower(${sql.placeholder('address')})`)
      .orderBy(desc(tickets.openedAt))
      .limit(sql.placeholder('limit'))
      .prepare(),
    locked: orm
      .select({ state: tickets.state })
      .from(tickets)
      .where(sql`${tickets.lockHolder} is not null`)
      .orderBy(asc(tickets.lockUntil))
      .prepare(),
  };
});

interface WordedRow {
  readonly id: string;
  readonly state: string;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly address: string | null;
}

/** Every open ticket, the oldest first: what the live view begins with. */
export function openTickets(database: Database): WordedTicket[] {
  return statements(database).open.all().map(wordedOf);
}

/** The ticket of this id, open or settled. */
export function ticketById(database: Database, id: string): WordedTicket | null {
  return first(statements(database).byId.all({ id }));
}

/** The ticket that people call by this number, such as `26-11-4762`. */
export function ticketByNumber(database: Database, number: string): WordedTicket | null {
  return first(statements(database).byNumber.all({ number }));
}

/** Settled tickets, the last settled first. A page may exceed its limit by those of one same instant. */
export function settledTickets(database: Database, filter: SettledFilter): TicketsPage {
  const { handledBy, limit } = filter;
  const { settled, settledBy } = statements(database);
  const values = {
    status: filter.status,
    cleared: filter.cleared ? 1 : 0,
    before: filter.before ?? Number.MAX_SAFE_INTEGER,
    offset: limit - 1,
  };
  const rows = handledBy === null ? settled.all(values) : settledBy.all({ ...values, handledBy });
  const next = rows.length >= limit ? (rows.at(-1)?.settledAt ?? null) : null;
  return { tickets: rows.map(wordedOf), next };
}

/** Tickets of the citizen who writes from this address, the newest first, restricted ones included. */
export function ticketsOfAddress(database: Database, address: string, limit = 50): WordedTicket[] {
  return statements(database).ofAddress.all({ address, limit }).map(wordedOf);
}

/** Every ticket with a lock, expired or not, the first to end first (LOCK-4). */
export function lockedTickets(database: Database): Ticket[] {
  return statements(database)
    .locked.all()
    .map(({ state }) => ticketOf(state));
}

function wordedOf({ id, state, subject, sender, address }: WordedRow): WordedTicket {
  const words = {
    ticketId: id,
    subject: subject ?? '',
    sender: sender ?? '',
    address: address ?? '',
  };
  return { ticket: ticketOf(state), words };
}

function first(rows: readonly WordedRow[]): WordedTicket | null {
  const [row] = rows;
  return row ? wordedOf(row) : null;
}
