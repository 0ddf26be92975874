import { asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from '../database.ts';
import type { LogEvent, Stream } from '../event-log.ts';
import { prepared } from '../prepared.ts';
import { events } from '../schema/log.ts';
import { tickets } from '../schema/projections.ts';
import { readEvent } from '../stored-event.ts';

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
  /** True of an event of a ticket that is restricted now, or gone. */
  readonly restricted: boolean;
}

const param = sql.placeholder;
const author = sql`${events.body} ->> '$.by'`;
const ofAuthor = sql`${author} = ${param('by')}`;
const ofType = sql`${events.type} = ${param('type')}`;
const isRestricted = sql<number>`(case when ${events.stream} = 'ticket' then coalesce(${tickets.restricted}, 1) else 0 end)`;
const between = sql`${events.seq} > ${param('above')} and ${events.seq} < ${param('below')}`;

const statements = prepared((orm) => {
  const page = (which: SQL | null, order: SQL, source: SQL) =>
    orm
      .select({
        seq: sql<number>`${events.seq}`,
        body: sql<string>`${events.body}`,
        restricted: isRestricted,
      })
      .from(source)
      .leftJoin(tickets, eq(tickets.id, events.streamId))
      .where(
        sql`${between}${which ? sql` and ${which}` : sql``} and (${param('withRestricted')} or ${isRestricted} = 0)`,
      )
      .orderBy(order)
      .limit(param('limit'))
      .prepare();
  const both = (which: SQL | null, source = sql`${events}`) => ({
    older: page(which, desc(events.seq), source),
    newer: page(which, asc(events.seq), source),
  });
  // From one type to the next in the index: a step a type, however many events there are.
  const types = (which: SQL) =>
    orm
      .select({ type: sql<string>`type` })
      .from(
        sql`(with recursive known(type) as (
          select min(${events.type}) from ${events} where ${which}
          union all
          select (select min(${events.type}) from ${events} where ${which} and ${events.type} > known.type)
          from known where known.type is not null
        ) select type from known where type is not null)`,
      )
      .prepare();
  const inStream = eq(events.streamId, param('streamId'));
  return {
    all: both(null),
    ofType: both(ofType),
    // Named, since SQLite would take the narrower index of types and read everybody's events.
    ofAuthorAndType: both(
      sql`${ofAuthor} and ${ofType}`,
      sql`${events} indexed by events_by_author`,
    ),
    ofStream: both(inStream),
    types: types(sql`true`),
    typesOfAuthor: types(ofAuthor),
    instant: orm
      .select({ at: events.at })
      .from(events)
      .where(eq(events.seq, param('seq')))
      .prepare(),
    head: orm.select({ seq: events.seq }).from(events).orderBy(desc(events.seq)).limit(1).prepare(),
  };
});

/** The rows of a page in the order of `direction`, one more than fits where there are more. */
export function journalPage(database: Database, request: JournalRequest): JournalRow[] {
  const bounds = { ...boundsOf(database, request), withRestricted: request.withRestricted ? 1 : 0 };
  const { direction, limit, by, streamId } = request;
  const put = statements(database);
  if (streamId !== null) return ofStream(database, request, bounds);
  if (by === null && !request.wants) return put.all[direction].all({ ...bounds, limit }).map(rowOf);
  // Each type is a walk along its own index; together they are merged by number.
  const rows = typesAskedFor(database, request).flatMap((type) =>
    by === null
      ? put.ofType[direction].all({ ...bounds, type, limit })
      : put.ofAuthorAndType[direction].all({ ...bounds, by, type, limit }),
  );
  const sign = direction === 'older' ? -1 : 1;
  rows.sort((one, other) => sign * (one.seq - other.seq));
  return rows.slice(0, limit).map(rowOf);
}

interface Bounds {
  /** Both exclusive. */
  readonly above: number;
  readonly below: number;
}

/** One stream is short: what else is asked for is looked for in it. */
function ofStream(
  database: Database,
  { streamId, by, wants, direction, limit }: JournalRequest,
  bounds: Bounds & { readonly withRestricted: number },
): JournalRow[] {
  const statement = statements(database).ofStream[direction];
  const rows = statement.all({ ...bounds, streamId, limit: -1 }).map(rowOf);
  const asked = rows.filter(
    ({ recorded }) => (by === null || recorded.by === by) && (!wants || wants(recorded.event.type)),
  );
  return asked.slice(0, limit);
}

function typesAskedFor(database: Database, { by, wants }: JournalRequest): string[] {
  const put = statements(database);
  const known = by === null ? put.types.all() : put.typesOfAuthor.all({ by });
  return known.map(({ type }) => type).filter((type) => wants?.(type) ?? true);
}

function boundsOf(
  database: Database,
  { start, direction, from, to }: Pick<JournalRequest, 'start' | 'direction' | 'from' | 'to'>,
): Bounds {
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
  let high = (statements(database).head.get()?.seq ?? 0) + 1;
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
