import { asc, desc, eq, gt, lte, sql } from 'drizzle-orm';
import { canonicalJson } from '../canonical-json.ts';
import { placeholdersOf } from '../columns.ts';
import type { Database } from '../database.ts';
import type { Verification } from '../event-log.ts';
import { lastUntil } from '../last-until.ts';
import { prepared } from '../prepared.ts';
import { reads } from '../schema/log.ts';
import { emptyHead, linkHash } from '../stored-event.ts';

/** One look into a ticket or a raw mail: who, what, when, from where (ACCESS-3). */
export interface Read {
  readonly at: number;
  readonly personId: string;
  readonly act:
    | 'see-ticket'
    | 'see-raw-mail'
    | 'see-machine-mails'
    | 'search'
    | 'see-log'
    | 'see-receipt'
    | 'see-outbox'
    | 'export-log'
    | 'see-attachment'
    | 'see-html'
    | 'use-token'
    | 'see-past'
    | 'see-looks';
  readonly ticketId: string | null;
  readonly mailId: string | null;
  /** Session and address. */
  readonly origin: string | null;
  /** The instant of the past that was looked at, where it was one (TIME-1). */
  readonly instant?: number;
}

const pageSize = 1_000;

const statements = prepared((orm) => ({
  trace: orm.insert(reads).values(placeholdersOf(reads)).prepare(),
  head: orm
    .select({ n: reads.n, hash: reads.hash })
    .from(reads)
    .orderBy(desc(reads.n))
    .limit(1)
    .prepare(),
  ofTicket: orm
    .select({ body: reads.body })
    .from(reads)
    .where(eq(reads.ticketId, sql.placeholder('ticketId')))
    .orderBy(asc(reads.n))
    .prepare(),
  at: orm
    .select({ at: reads.at })
    .from(reads)
    .where(eq(reads.n, sql.placeholder('n')))
    .prepare(),
  backwards: orm
    .select({ at: reads.at, body: reads.body })
    .from(reads)
    .where(lte(reads.n, sql.placeholder('last')))
    .orderBy(desc(reads.n))
    .limit(sql.placeholder('limit'))
    .prepare(),
  page: orm
    .select()
    .from(reads)
    .where(gt(reads.n, sql.placeholder('after')))
    .orderBy(asc(reads.n))
    .limit(pageSize)
    .prepare(),
}));

/** Adds a look to the trace, in its own chain of hashes (ACCESS-3). */
export function traceRead(database: Database, read: Read): void {
  database.drizzle.transaction(() => appendRead(database, read), { behavior: 'immediate' });
}

/** Adds a look to the trace inside a transaction that is open already. */
export function appendRead(database: Database, read: Read): void {
  const head = statements(database).head.get();
  const n = (head?.n ?? 0) + 1;
  const { at, personId, act, ticketId, mailId, origin, instant } = read;
  const body = canonicalJson({
    ...{ v: 1, n, at, personId, act, ticketId, mailId, origin },
    ...(instant === undefined ? {} : { instant }),
  });
  const hash = linkHash(head?.hash ?? emptyHead.hash, body);
  statements(database).trace.run({ n, at, personId, ticketId, body, hash });
}

/** Who looked into a ticket, the first look first. */
export function readsOfTicket(database: Database, ticketId: string): Read[] {
  return statements(database)
    .ofTicket.all({ ticketId })
    .map(({ body }) => readOf(body));
}

/** The looks between two instants, both included, the last first, and at most so many (ACCESS-3). */
export function readsBetween(
  database: Database,
  [fromMs, toMs]: readonly [number, number],
  limit: number,
): Read[] {
  const { head, at, backwards } = statements(database);
  const count = head.get()?.n ?? 0;
  const last = lastUntil(toMs, count, (n) => at.get({ n })?.at ?? Infinity);
  return backwards
    .all({ last, limit })
    .filter((row) => row.at >= fromMs)
    .map(({ body }) => readOf(body));
}

/** Finds the first broken link of the trace, or proves that there is none (ACCESS-3). */
export function verifyReads(database: Database): Verification {
  let head = emptyHead;
  for (;;) {
    const rows = statements(database).page.all({ after: head.seq });
    if (!rows.length) return { ok: true, events: head.seq, head };
    for (const row of rows) {
      const seq = head.seq + 1;
      if (row.n !== seq) return { ok: false, seq, expected: 'a read', found: 'none' };
      const expected = linkHash(head.hash, row.body);
      if (row.hash !== expected) return { ok: false, seq, expected, found: row.hash };
      head = { seq, hash: row.hash };
    }
  }
}

function readOf(body: string): Read {
  const { at, personId, act, ticketId, mailId, origin, instant } = JSON.parse(body) as Read;
  const looked = { at, personId, act, ticketId, mailId, origin };
  return instant === undefined ? looked : { ...looked, instant };
}
