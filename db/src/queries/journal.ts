import { asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import { restrictedPart } from '@vigie/shared/handover/parts';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from '../database.ts';
import type { LogEvent, Stream } from '../event-log.ts';
import { prepared } from '../prepared.ts';
import { events } from '../schema/log.ts';
import { tickets } from '../schema/projections.ts';
import { readEvent } from '../stored-event.ts';
import { lastSeq, spansOf, typesSought, type Span } from './event-blocks.ts';

/** Which events of the main courante a reader asks for; each part null where it does not matter. */
export interface JournalFilter {
  /** Whose act it was: a person's id, or `system`. */
  readonly by: string | null;
  /** The one stream to read, such as a ticket's. */
  readonly streamId: string | null;
  /** Says of each type whether it is asked for. */
  readonly wants: ((type: string) => boolean) | null;
  /** First instant, and the first one after the period, in ms. */
  readonly from: number | null;
  readonly to: number | null;
  /** False leaves the events of restricted tickets out: for who may not know whose or of what kind they are. */
  readonly withRestricted: boolean;
}

export interface JournalRequest extends JournalFilter {
  /** The page begins next to this `seq`; null at the end that `direction` begins from. */
  readonly start: number | null;
  readonly direction: 'older' | 'newer';
  readonly limit: number;
}

/** An event with what must be known before it is shown. */
export interface JournalRow {
  readonly stream: Stream;
  readonly recorded: Recorded<LogEvent>;
  /** True of an event of a ticket that is restricted now, or gone; of a sheet, of what says a word of one. */
  readonly restricted: boolean;
}

const param = sql.placeholder;
/** True where a text of JSON names a ticket that is restricted now, or gone. */
const namesRestricted = (ticketId: SQL): SQL =>
  sql`(${ticketId} is not null and coalesce((select named.restricted from ${tickets} named where named.id = ${ticketId}), 1))`;
/** True of a line that was added to part 9 of a sheet, or to another part about a restricted ticket (HAND-1). */
const addedVeiled = (body: SQL): SQL =>
  sql`(${body} ->> '$.event.part' = ${restrictedPart} or ${namesRestricted(sql`${body} ->> '$.event.ticketId'`)})`;
const item = sql`${events.body} ->> '$.event.item'`;
const isRestricted = sql<number>`(case
  when ${events.stream} = 'ticket' then coalesce(${tickets.restricted}, 1)
  when ${events.stream} <> 'handover' then 0
  when ${events.type} in ('pass-planned', 'handover-item-added') then ${addedVeiled(sql`${events.body}`)}
  when ${item} like 'ticket:%' then ${namesRestricted(sql`substr(${item}, 8)`)}
  when ${events.type} in ('handover-item-removed', 'handover-item-reviewed', 'handover-item-taken') then
    exists (select 1 from ${events} added where added.stream_id = ${events.streamId}
      and added.type = 'handover-item-added'
      and added.body ->> '$.event.itemId' = coalesce(${events.body} ->> '$.event.itemId', substr(${item}, 6))
      and ${addedVeiled(sql`added.body`)})
  else 0 end)`;
const between = sql`${events.seq} > ${param('above')} and ${events.seq} < ${param('below')}`;

const statements = prepared((orm) => {
  const page = (which: SQL | null, order: SQL) =>
    orm
      .select({ seq: events.seq, body: events.body, restricted: isRestricted })
      .from(events)
      .leftJoin(tickets, eq(tickets.id, events.streamId))
      .where(
        sql`${between}${which ? sql` and ${which}` : sql``} and (${param('withRestricted')} or ${isRestricted} = 0)`,
      )
      .orderBy(order)
      .limit(param('limit'))
      .prepare();
  const both = (which: SQL | null) => ({
    older: page(which, desc(events.seq)),
    newer: page(which, asc(events.seq)),
  });
  const ofTypes = sql`${events.type} in (select value from json_each(${param('types')}))`;
  const ofAuthor = sql`(${param('by')} is null or ${events.body} ->> '$.by' = ${param('by')})`;
  return {
    all: both(null),
    sought: both(sql`${ofTypes} and ${ofAuthor}`),
    ofStream: both(eq(events.streamId, param('streamId'))),
    instant: orm
      .select({ at: events.at })
      .from(events)
      .where(eq(events.seq, param('seq')))
      .prepare(),
  };
});

/** The rows of a page in the order of `direction`, one more than fits where there are more. */
export function journalPage(database: Database, request: JournalRequest): JournalRow[] {
  const span = spanOf(database, request);
  const { by, streamId, wants } = request;
  if (streamId !== null) return ofStream(database, request, span);
  if (by === null && !wants) {
    const { direction, limit } = request;
    return statements(database)
      .all[direction].all({ ...span, ...sight(request), limit })
      .map(rowOf);
  }
  return sought(database, request, span);
}

function sight({ withRestricted }: JournalFilter): { withRestricted: 0 | 1 } {
  return { withRestricted: withRestricted ? 1 : 0 };
}

/** Block after block of those that hold what is asked for, until the page is full. */
function sought(database: Database, request: JournalRequest, span: Span): JournalRow[] {
  const { by, direction, limit } = request;
  const types = typesSought(database, request);
  const statement = statements(database).sought[direction];
  const asked = { by, types: JSON.stringify(types), ...sight(request) };
  const rows: JournalRow[] = [];
  for (const part of spansOf(database, { by, types }, span, direction)) {
    rows.push(...statement.all({ ...part, ...asked, limit: limit - rows.length }).map(rowOf));
    if (rows.length === limit) break;
  }
  return rows;
}

/** One stream is short: what else is asked for is looked for in it. */
function ofStream(database: Database, request: JournalRequest, span: Span): JournalRow[] {
  const { streamId, by, wants, direction, limit } = request;
  const statement = statements(database).ofStream[direction];
  const rows = statement.all({ ...span, ...sight(request), streamId, limit: -1 }).map(rowOf);
  const asked = rows.filter(
    ({ recorded }) => (by === null || recorded.by === by) && (!wants || wants(recorded.event.type)),
  );
  return asked.slice(0, limit);
}

function spanOf(
  database: Database,
  { start, direction, from, to }: Pick<JournalRequest, 'start' | 'direction' | 'from' | 'to'>,
): Span {
  const above = from === null ? 0 : firstFrom(database, from) - 1;
  const below = to === null ? Number.MAX_SAFE_INTEGER : firstFrom(database, to);
  if (start === null) return { above, below };
  return direction === 'older'
    ? { above, below: Math.min(below, start) }
    : { above: Math.max(above, start), below };
}

/**
 * The `seq` of the first event at or after an instant, found by halving: events come in the order of
 * the service's clock, which needs no index of its own.
 */
function firstFrom(database: Database, at: number): number {
  let low = 1;
  let high = lastSeq(database) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const instant = statements(database).instant.get({ seq: middle })?.at ?? Infinity;
    if (instant >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function rowOf({ body, restricted }: { body: string; restricted: number }): JournalRow {
  const { stream, recorded } = readEvent(body);
  return { stream, recorded, restricted: restricted === 1 };
}
