import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { eventMarks, events } from '../schema/log.ts';

/** So many events make a block of the main courante; the trigger that marks full ones counts alike. */
export const eventsInBlock = 512;

/** Both bounds are exclusive. */
export interface Span {
  readonly above: number;
  readonly below: number;
}

/** The events of one author, or of anybody (null), of the types that `wants` names, or of all. */
export interface Sought {
  readonly by: string | null;
  readonly wants: ((type: string) => boolean) | null;
}

const param = sql.placeholder;
const marks = sql`${eventMarks}`;
const ofAuthor = sql`${eventMarks.by} = ${param('by')}`;

const statements = prepared((orm) => {
  // For each type one step into the index: how many events there are does not matter.
  const next = (step: 'max' | 'min', beyond: '<' | '>') =>
    orm
      .select({ block: sql<number | null>`${sql.raw(step)}(found)` })
      .from(
        sql`(select (select ${sql.raw(step)}(${eventMarks.block}) from ${marks} where ${ofAuthor}
          and ${eventMarks.type} = json_each.value and ${eventMarks.block} ${sql.raw(beyond)} ${param('block')}) as found
          from json_each(${param('types')}))`,
      )
      .prepare();
  return {
    older: next('max', '<'),
    newer: next('min', '>'),
    // From one type to the next in the index.
    typesOfBlocks: orm
      .select({ type: sql<string>`type` })
      .from(
        sql`(with recursive known(type) as (
          select min(${eventMarks.type}) from ${marks} where ${ofAuthor}
          union all
          select (select min(${eventMarks.type}) from ${marks} where ${ofAuthor} and ${eventMarks.type} > known.type)
          from known where known.type is not null
        ) select type from known where type is not null)`,
      )
      .prepare(),
    typesAfter: orm
      .selectDistinct({ type: events.type })
      .from(events)
      .where(sql`${events.seq} > ${param('seq')}`)
      .prepare(),
    head: orm
      .select({ seq: events.seq })
      .from(events)
      .orderBy(sql`${events.seq} desc`)
      .limit(1)
      .prepare(),
  };
});

/** The `seq` of the newest event; 0 of an empty log. */
export function lastSeq(database: Database): number {
  return statements(database).head.get()?.seq ?? 0;
}

/** The types, among those that the log holds of this author, that are asked for. */
export function typesSought(database: Database, { by, wants }: Sought): string[] {
  const put = statements(database);
  const ofBlocks = put.typesOfBlocks.all({ by: by ?? '' });
  const ofTail = put.typesAfter.all({ seq: endOfBlocks(lastSeq(database)) });
  const known = new Set([...ofBlocks, ...ofTail].map(({ type }) => type));
  return [...known].filter((type) => wants?.(type) ?? true);
}

/**
 * The spans of the log that may hold what is sought, in the order of `direction`: of full blocks those
 * that are marked so, and whatever came after the last full one.
 */
export function* spansOf(
  database: Database,
  { by, types }: { readonly by: string | null; readonly types: readonly string[] },
  span: Span,
  direction: 'older' | 'newer',
): Generator<Span> {
  const end = endOfBlocks(lastSeq(database));
  const tail = narrowed({ above: end, below: Number.MAX_SAFE_INTEGER }, span);
  if (direction === 'older') yield* tail;
  const step = statements(database)[direction];
  const asked = { by: by ?? '', types: JSON.stringify(types) };
  let block: number | null =
    direction === 'older' ? blockOf(span.below) + 1 : blockOf(span.above) - 1;
  while ((block = step.get({ ...asked, block })?.block ?? null) !== null) {
    const marked = { above: block * eventsInBlock, below: (block + 1) * eventsInBlock + 1 };
    const within = narrowed(marked, span);
    if (!within.length && isPast(marked, span, direction)) break;
    yield* within;
  }
  if (direction === 'newer') yield* tail;
}

function endOfBlocks(seq: number): number {
  return seq - (seq % eventsInBlock);
}

/** The block of a number of the log; of what lies outside of it, a block that does not exist. */
function blockOf(seq: number): number {
  return Math.floor((seq - 1) / eventsInBlock);
}

/** The part of a block within the span, or nothing. */
function narrowed(block: Span, span: Span): Span[] {
  const above = Math.max(block.above, span.above);
  const below = Math.min(block.below, span.below);
  return below - above > 1 ? [{ above, below }] : [];
}

function isPast(block: Span, span: Span, direction: 'older' | 'newer'): boolean {
  return direction === 'older' ? block.below <= span.above : block.above >= span.below;
}
