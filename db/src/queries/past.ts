import { and, asc, eq, gt, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from '../database.ts';
import type { LogEvent, Stream } from '../event-log.ts';
import { lastUntil } from '../last-until.ts';
import { prepared } from '../prepared.ts';
import { planStreamId } from '@vigie/shared/roster/plan';
import { ticketWords } from '../schema/content.ts';
import { events } from '../schema/log.ts';
import { tickets } from '../schema/projections.ts';
import { overrides } from '../schema/roster.ts';
import { readEvent } from '../stored-event.ts';
import type { Dates, RosterEvents } from './roster.ts';

const seq = sql.placeholder('seq');
const id = sql.placeholder('id');
/** What the room shows is folded from these; settings, mailboxes and tokens leave no mark on it. */
const shownStreams: readonly Stream[] = ['ticket', 'person', 'room', 'handover'];

const statements = prepared((orm) => {
  const bodies = (where: SQL | undefined) =>
    orm.select({ body: events.body }).from(events).where(where).orderBy(asc(events.seq));
  return {
    at: orm.select({ at: events.at }).from(events).where(eq(events.seq, seq)).prepare(),
    hash: orm.select({ hash: events.hash }).from(events).where(eq(events.seq, seq)).prepare(),
    stretch: orm
      .select({ stream: events.stream, body: events.body })
      .from(events)
      .where(
        and(gt(events.seq, sql.placeholder('after')), lte(events.seq, sql.placeholder('upTo'))),
      )
      .orderBy(asc(events.seq))
      .prepare(),
    ofStream: bodies(and(eq(events.streamId, id), lt(events.seq, seq))).prepare(),
    overrides: bodies(
      sql`${events.seq} <= ${seq} and ${events.streamId} in (select ${overrides.id} from ${overrides}
        where ${overrides.fromDate} <= ${sql.placeholder('to')} and ${overrides.toDate} >= ${sql.placeholder('from')})`,
    ).prepare(),
    plan: bodies(sql`${events.seq} <= ${seq} and ${eq(events.streamId, planStreamId)}`).prepare(),
    ticketNow: orm
      .select({
        restricted: tickets.restricted,
        subject: ticketWords.subject,
        sender: ticketWords.sender,
      })
      .from(tickets)
      .leftJoin(ticketWords, eq(ticketWords.ticketId, tickets.id))
      .where(eq(tickets.id, id))
      .prepare(),
  };
});

/** An event with the kind of stream that it belongs to. */
export interface StreamedEvent {
  readonly stream: Stream;
  readonly recorded: Recorded<LogEvent>;
}

/** When the log begins, in ms; null while nothing stands in it. */
export function firstEventAt(database: Database): number | null {
  return statements(database).at.get({ seq: 1 })?.at ?? null;
}

/** The last `seq` that had been given by an instant (TIME-2). */
export function seqAt(database: Database, atMs: number, headSeq: number): number {
  const { at } = statements(database);
  return lastUntil(atMs, headSeq, (place) => at.get({ seq: place })?.at ?? Infinity);
}

/** The hash that proves which events stand up to here (LOG-5); null for a `seq` that was never given. */
export function hashAt(database: Database, ofSeq: number): string | null {
  return statements(database).hash.get({ seq: ofSeq })?.hash ?? null;
}

/** The events of which the room is made between two places of the log, the second included. */
export function* shownEvents(
  database: Database,
  after: number,
  upTo: number,
  kinds: readonly Stream[] = shownStreams,
): Generator<StreamedEvent, void> {
  for (const { stream, body } of statements(database).stretch.all({ after, upTo })) {
    if (kinds.includes(stream)) yield readEvent(body);
  }
}

/** The kinds of stream of which the room is made, those of the roster included. */
export const roomStreams: readonly Stream[] = [...shownStreams, 'override', 'roster-plan'];

/** What happened in a stream before a place of the log. */
export function eventsOfStream(
  database: Database,
  streamId: string,
  beforeSeq: number,
): Recorded<LogEvent>[] {
  const rows = statements(database).ofStream.all({ id: streamId, seq: beforeSeq });
  return rows.map(({ body }) => readEvent(body).recorded);
}

/** What the log said, up to a place of it, of the overrides that touch these dates and of the roster's frame. */
export function rosterEventsUpTo(database: Database, upTo: number, dates: Dates): RosterEvents {
  const read = ({ body }: { body: string }) => readEvent(body).recorded;
  const { overrides: entered, plan } = statements(database);
  return {
    overrides: entered.all({ seq: upTo, ...dates }).map(read),
    plan: plan.all({ seq: upTo }).map(read),
  };
}

/** What is known of a ticket today: who may see it, and its words, null once they are erased. */
export interface TicketToday {
  readonly restricted: boolean;
  readonly words: { readonly subject: string; readonly sender: string } | null;
}

/** The ticket as it is today; null for one that never was. */
export function ticketToday(database: Database, ticketId: string): TicketToday | null {
  const row = statements(database).ticketNow.get({ id: ticketId });
  if (!row) return null;
  const { restricted, subject, sender } = row;
  return { restricted, words: subject === null ? null : { subject, sender: sender ?? '' } };
}
