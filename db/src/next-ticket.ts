import { and, asc, eq, lte, or, sql } from 'drizzle-orm';
import { byClaimOrder } from '@vigie/shared/ticket/claim-order';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Database } from './database.ts';
import type { Key } from './event-log.ts';
import { prepared } from './prepared.ts';
import { tickets } from './schema/projections.ts';
import { ticketOf } from './ticket-rows.ts';

const at = sql.placeholder('at');

/** Open to this person: not restricted beyond them, nor kept for another — but a P0 waits for nobody. */
const offered = and(
  or(eq(tickets.restricted, false), eq(sql.placeholder('cleared'), sql`1`)),
  or(
    sql`${tickets.preferredPerson} is null`,
    eq(tickets.preferredPerson, sql.placeholder('personId')),
    lte(tickets.preferredUntil, at),
    eq(tickets.queueRank, sql`0`),
  ),
  eq(tickets.replyPending, sql`0`),
);

// The parts in literal SQL are those by which SQLite knows its partial indexes again.
const statements = prepared((orm) => {
  const { queueRank, queueDue, openedAt, state } = tickets;
  const candidate = () =>
    orm.select({ queueRank, queueDue, openedAt, id: tickets.id, state }).from(tickets);
  const order = [asc(queueRank), asc(queueDue), asc(openedAt), asc(tickets.id)];
  const free = sql`${tickets.status} = 'new'`;
  const stranded = sql`${tickets.lockHolder} is not null and ${tickets.lockUntil} <= ${at} and ${tickets.status} = 'claimed'`;
  return {
    free: candidate()
      .where(and(free, offered))
      .orderBy(...order)
      .limit(1)
      .prepare(),
    stranded: candidate()
      .where(and(stranded, offered))
      .orderBy(...order)
      .limit(1)
      .prepare(),
  };
});

type NextTicket = Extract<Key, { kind: 'next-ticket' }>;

/**
 * The ticket that "claim next" gives (LOCK-5): P0 first, then the earliest target, then the oldest;
 * free, or under a lock that has expired.
 */
export function nextTicket(database: Database, key: NextTicket): Ticket | null {
  const values = { at: key.at, cleared: key.cleared ? 1 : 0, personId: key.personId };
  const { free, stranded } = statements(database);
  const candidates = [free.get(values), stranded.get(values)].filter((row) => row !== undefined);
  const [first] = candidates.sort(byClaimOrder);
  return first ? ticketOf(first.state) : null;
}
