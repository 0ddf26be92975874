import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { events } from '../schema/log.ts';
import { tickets } from '../schema/projections.ts';
import { ticketOf } from '../ticket-rows.ts';

/** Somebody got a ticket into their hands, or oriented its citizen, as the log says. */
export interface ClaimMark {
  readonly seq: number;
  readonly at: number;
  readonly ticketId: string;
  readonly oriented: boolean;
}

/** A ticket in somebody's hands. */
export interface HeldTicket {
  readonly ticketId: string;
  readonly holder: string;
  readonly since: number;
}

const param = sql.placeholder;

const statements = prepared((orm) => ({
  // The log's types have no index: a stretch of it is walked, once.
  marks: orm
    .select({
      ...{ seq: events.seq, at: events.at, ticketId: events.streamId },
      oriented: sql<number>`${events.type} = 'reply-queued'`,
    })
    .from(events)
    .where(
      sql`(${events.type} in ('ticket-claimed', 'ticket-seized', 'ticket-reassigned', 'ticket-passed')
        or (${events.type} = 'reply-queued' and ${events.body} ->> '$.event.orientation' is not null))
        and ${events.seq} > ${param('seq')}`,
    )
    .orderBy(events.seq)
    .prepare(),
  at: orm
    .select({ seq: events.seq, at: events.at })
    .from(events)
    .where(sql`${events.seq} >= ${param('seq')}`)
    .orderBy(events.seq)
    .limit(1)
    .prepare(),
  held: orm
    .select({ state: tickets.state })
    .from(tickets)
    .where(sql`${tickets.lockHolder} is not null and ${tickets.lockUntil} > ${param('at')}`)
    .prepare(),
}));

/** What the log says after a `seq` of who took which ticket when. */
export function claimsAfter(database: Database, seq: number): ClaimMark[] {
  const rows = statements(database).marks.all({ seq });
  return rows.map(({ oriented, ...mark }) => ({ ...mark, oriented: oriented === 1 }));
}

/** When the log begins, in ms: before that nothing is known; null while it is empty. */
export function logBeganAt(database: Database): number | null {
  return statements(database).at.get({ seq: 0 })?.at ?? null;
}

/** A `seq` before which everything happened before an instant; found by halving. */
export function seqBefore(database: Database, atMs: number, headSeq: number): number {
  const { at } = statements(database);
  let [low, high] = [0, headSeq];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = at.get({ seq: middle + 1 });
    if (found && found.at < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tickets in somebody's hands at an instant, with who and since when. */
export function heldTickets(database: Database, at: number): HeldTicket[] {
  const rows = statements(database).held.all({ at });
  return rows.flatMap(({ state }) => {
    const { id, lock } = ticketOf(state);
    return lock ? [{ ticketId: id, holder: lock.holder, since: lock.since }] : [];
  });
}
