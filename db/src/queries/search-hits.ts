import { sql, type SQL } from 'drizzle-orm';
import type { Priority } from '@vigie/shared/triage/priority';
import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { mails } from '../schema/content.ts';
import { tickets } from '../schema/projections.ts';

/** Which tickets and mails a search is narrowed to; each part null where it does not matter. */
export interface SearchFilter {
  readonly status: 'open' | 'answered' | 'closed' | null;
  readonly priority: Priority | null;
  readonly category: CategoryKey | null;
  /** Who holds the ticket, or wrote an answer in it. */
  readonly personId: string | null;
  /** Mails from this instant on, in ms … */
  readonly since: number | null;
  /** … and before this one. */
  readonly until: number | null;
  readonly mailboxId: string | null;
  readonly direction: 'in' | 'out' | null;
  /** Only mails that bring files. */
  readonly withFiles: boolean | null;
  /** Only the answers that this person wrote. */
  readonly writtenBy: string | null;
}

/** What is looked for: words as a query of the index, or null for every mail that the filter lets through. */
export interface Sought {
  readonly match: string | null;
  readonly filter: SearchFilter;
  readonly cleared: boolean;
}

/** The newest mail of a ticket that was found. */
export interface Hit {
  readonly ticketId: string;
  readonly no: number;
}

/** Hits, newest first; `next` where older mails have not been looked at yet. */
export interface Hits {
  readonly hits: readonly Hit[];
  readonly next: number | null;
}

/** So many mails are looked at first, then twice as many each time: most searches end with the first. */
const firstLook = 100;
/** So many at most are looked at for one page: whoever wants older ones asks for the next page. */
const mostLooked = 700;
/** So many mails beside a bound of the period: as many may have come late and yet be found. */
const lateMails = 1_000;

const param = sql.placeholder;
const orAny = (name: string, is: SQL) => sql`(${param(name)} is null or ${is})`;

// The cheap conditions stand first: the state of a ticket is read for what is left.
const passes = sql`(${tickets.restricted} = 0 or ${param('cleared')})
  and ${orAny('direction', sql`${mails.direction} = ${param('direction')}`)}
  and ${orAny('mailboxId', sql`${mails.mailboxId} = ${param('mailboxId')}`)}
  and ${orAny('since', sql`${mails.at} >= ${param('since')}`)}
  and ${orAny('until', sql`${mails.at} < ${param('until')}`)}
  and ${orAny('withFiles', sql`${mails.attachments} <> '[]'`)}
  and ${orAny('writtenBy', sql`(${mails.direction} = 'out' and ${mails.by} = ${param('writtenBy')})`)}
  and ${orAny('status', sql`case ${param('status')} when 'open' then ${tickets.open} = 1 else ${tickets.status} = ${param('status')} end`)}
  and ${orAny('personId', sql`(${tickets.lockHolder} = ${param('personId')} or exists (select 1 from mails own where own.ticket_id = ${tickets.id} and own.direction = 'out' and own.by = ${param('personId')}))`)}
  and ${orAny('priority', sql`${tickets.state} ->> '$.priority' = ${param('priority')}`)}
  and ${orAny('category', sql`${tickets.state} ->> '$.category' = ${param('category')}`)}`;

const inBounds = (no: string) =>
  sql`${sql.raw(no)} < ${param('before')} and ${sql.raw(no)} >= ${param('from')} order by ${sql.raw(no)} desc limit ${param('looks')}`;
const ofWords = sql`select rowid as hit from mails_search where mails_search match ${param('match')} and ${inBounds('rowid')}`;
const ofAll = sql`select no as hit from mails where ${inBounds('no')}`;

const statements = prepared((orm) => {
  /** Each mail that was looked at, with its ticket where that one passes. */
  const look = (source: SQL) =>
    orm
      .select({
        no: sql<number>`hits.hit`,
        ticketId: sql<string | null>`case when ${passes} then ${tickets.id} end`,
      })
      .from(sql`(${source}) hits`)
      .innerJoin(mails, sql`${mails.no} = hits.hit`)
      .leftJoin(tickets, sql`${tickets.id} = ${mails.ticketId}`)
      .orderBy(sql`hits.hit desc`)
      .prepare();
  const beside = (bound: SQL, end: SQL) =>
    orm
      .select({ no: sql<number | null>`${end}` })
      .from(sql`(select no from mails where ${bound} limit ${sql.raw(String(lateMails))})`)
      .prepare();
  return {
    words: look(ofWords),
    all: look(ofAll),
    firstOf: beside(sql`at >= ${param('since')} order by at`, sql`min(no)`),
    lastOf: beside(sql`at < ${param('until')} order by at desc`, sql`max(no)`),
  };
});

/**
 * The newest tickets with a mail that is sought, each once, more than `wanted` where there are more. It
 * looks only as far as it must, and never beyond a bound. A ticket that an earlier page showed comes
 * again where an older mail of it matches as well.
 */
export function findHits(
  database: Database,
  sought: Sought,
  { before, wanted }: { readonly before: number | null; readonly wanted: number },
): Hits {
  const look = statements(database)[sought.match === null ? 'all' : 'words'];
  const { from, end } = boundsOf(database, sought.filter);
  const values = { ...valuesOf(sought), from };
  const found = new Map<string, number>();
  let next = Math.min(before ?? end, end);
  for (let [looked, looks] = [0, firstLook]; looks > 0 && found.size <= wanted;) {
    const rows = look.all({ ...values, before: next, looks });
    for (const { ticketId, no } of rows) {
      if (ticketId !== null && !found.has(ticketId)) found.set(ticketId, no);
    }
    const last = rows.at(-1);
    if (rows.length < looks || !last) return { hits: hitsOf(found), next: null };
    next = last.no;
    looked += looks;
    looks = Math.min(2 * looks, mostLooked - looked);
  }
  return { hits: hitsOf(found), next };
}

function hitsOf(found: ReadonlyMap<string, number>): Hit[] {
  return [...found].map(([ticketId, no]) => ({ ticketId, no }));
}

function valuesOf({ match, filter, cleared }: Sought) {
  const withFiles = filter.withFiles ? 1 : null;
  return { ...filter, withFiles, match, cleared: cleared ? 1 : 0 };
}

/** Between which numbers the mails of the period lie: mails are numbered as they come, nearly in the order of time. */
function boundsOf(database: Database, { since, until }: SearchFilter) {
  const { firstOf, lastOf } = statements(database);
  const none = Number.MAX_SAFE_INTEGER;
  const from = since === null ? 0 : (firstOf.get({ since })?.no ?? none);
  const end = until === null ? none : (lastOf.get({ until })?.no ?? -1) + 1;
  return { from, end };
}
