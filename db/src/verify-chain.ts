import { asc, desc, gt, max, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import type { Head, Verification } from './event-log.ts';
import { prepared } from './prepared.ts';
import { commands, events } from './schema/log.ts';
import { emptyHead, linkHash, readEvent } from './stored-event.ts';

const statements = prepared((orm) => ({
  head: orm
    .select({ seq: events.seq, hash: events.hash })
    .from(events)
    .orderBy(desc(events.seq))
    .limit(1)
    .prepare(),
  page: orm
    .select()
    .from(events)
    .where(gt(events.seq, sql.placeholder('after')))
    .orderBy(asc(events.seq))
    .limit(sql.placeholder('limit'))
    .prepare(),
  answered: orm
    .select({ seq: max(commands.lastSeq) })
    .from(commands)
    .prepare(),
}));

type EventRow = typeof events.$inferSelect;

const pageSize = 1_000;

/** Where the log ends. */
export function headOf(database: Database): Head {
  return statements(database).head.get() ?? emptyHead;
}

/** Stored events after `seq`, oldest first. */
export function eventRows(database: Database, after: number, limit: number): EventRow[] {
  return statements(database).page.all({ after, limit });
}

/**
 * Walks the whole chain and finds its first broken link (LOG-5): bytes that changed, an event that is
 * missing, a column that says something else than the bytes, an end that was cut off. Gives way to
 * other work between pages. Where it has been walked up to `from`, only what stands after that.
 */
export async function verifyChain(
  database: Database,
  progress: (seq: number) => void = () => undefined,
  from: Head = emptyHead,
): Promise<Verification> {
  // What is appended while we walk stands after what the commands of this moment were told.
  const promised = statements(database).answered.get()?.seq ?? 0;
  let head = from;
  for (;;) {
    const rows = eventRows(database, head.seq, pageSize);
    for (const row of rows) {
      const broken = brokenLink(head, row);
      if (broken) return broken;
      head = { seq: row.seq, hash: row.hash };
    }
    if (!rows.length) break;
    progress(head.seq);
    await new Promise((resume) => setImmediate(resume));
  }
  if (head.seq < promised) return broken(head.seq + 1, 'an event', 'the end of the log');
  return { ok: true, events: head.seq, head };
}

function brokenLink(head: Head, row: EventRow): Verification | null {
  const seq = head.seq + 1;
  if (row.seq !== seq) return broken(seq, 'an event', 'none');
  const expected = linkHash(head.hash, row.body);
  if (row.hash !== expected) return broken(seq, expected, row.hash);
  const { stream, recorded } = readEvent(row.body);
  const told = [recorded.seq, stream, recorded.streamId, recorded.event.type, recorded.at].join(
    ' ',
  );
  const shown = [row.seq, row.stream, row.streamId, row.type, row.at].join(' ');
  return told === shown ? null : broken(seq, told, shown);
}

function broken(seq: number, expected: string, found: string): Verification {
  return { ok: false, seq, expected, found };
}
