import { sql } from 'drizzle-orm';
import type { Handover } from '@vigie/shared/handover/handover';
import type { Priority } from '@vigie/shared/triage/priority';
import type { Database } from '../database.ts';
import { handoverOf, pendingHandovers } from '../handover-rows.ts';
import { prepared } from '../prepared.ts';
import { handoverParts, handovers } from '../schema/handover.ts';

export interface HandoverFilter {
  /** Words that all stand in one part of the sealed sheet; null for every sheet. */
  readonly folded: string | null;
  /** Restricted parts are searched for the cleared only. */
  readonly cleared: boolean;
  /** Only reliefs before this instant; null to begin. */
  readonly before: number | null;
  readonly limit: number;
}

/** So many tickets, by what happened to them in one minute. */
export interface ChangeRow {
  readonly at: number;
  readonly what: 'arrived' | 'answered' | 'closed' | 'merged' | 'raised' | 'claimed' | 'released';
  readonly priority: Priority | null;
  readonly tickets: number;
}

const before = sql.placeholder('before');
const limit = sql.placeholder('limit');

const statements = prepared((orm) => ({
  page: orm
    .select({ state: handovers.state })
    .from(handovers)
    .where(sql`${handovers.reliefAt} < ${before}`)
    .orderBy(sql`${handovers.reliefAt} desc`)
    .limit(limit)
    .prepare(),
  search: orm
    .select({ state: handovers.state })
    .from(handovers)
    .where(
      sql`${handovers.phase} = 'sealed' and ${handovers.reliefAt} < ${before} and exists (
        select 1 from ${handoverParts} where ${handoverParts.handoverId} = ${handovers.id}
          and (${handoverParts.restricted} = 0 or ${sql.placeholder('cleared')})
          and not exists (select 1 from json_each(${sql.placeholder('words')}) word
            where instr(${handoverParts.folded}, word.value) = 0))`,
    )
    .orderBy(sql`${handovers.reliefAt} desc`)
    .limit(limit)
    .prepare(),
  lastSealed: orm
    .select({ state: handovers.state })
    .from(handovers)
    .where(sql`${handovers.phase} = 'sealed'`)
    .orderBy(sql`${handovers.reliefAt} desc`)
    .limit(1)
    .prepare(),
  since: orm
    .select({ state: handovers.state })
    .from(handovers)
    .where(sql`${handovers.reliefAt} >= ${sql.placeholder('since')}`)
    .orderBy(sql`${handovers.reliefAt} desc`)
    .prepare(),
}));

/** Sheets, the latest relief first; with words, the sealed ones in which they all stand in one part. */
export function handoversPage(
  database: Database,
  { folded, cleared, before: end, limit: most }: HandoverFilter,
): Handover[] {
  const { page, search } = statements(database);
  const values = { before: end ?? Number.MAX_SAFE_INTEGER, limit: most };
  const words = folded?.split(/\s+/).filter(Boolean) ?? [];
  const rows = words.length
    ? search.all({ ...values, cleared: cleared ? 1 : 0, words: JSON.stringify(words) })
    : page.all(values);
  return rows.map(({ state }) => handoverOf(state));
}

/** What every screen shows of reliefs: the sheets that are pending, and the last one sealed. */
export function shownHandovers(database: Database): Handover[] {
  const sealed = statements(database).lastSealed.all();
  return [...sealed.map(({ state }) => handoverOf(state)), ...pendingHandovers(database)];
}

/** Every sheet whose relief was since then, the latest first. */
export function handoversSince(database: Database, since: number): Handover[] {
  return statements(database)
    .since.all({ since })
    .map(({ state }) => handoverOf(state));
}

const changes = `
  SELECT at / 60000 * 60000 AS at, what, priority, count(DISTINCT stream_id) AS tickets FROM (
    SELECT at, stream_id, json_extract(body, '$.event.priority') AS priority, CASE type
      WHEN 'ticket-opened' THEN 'arrived' WHEN 'follow-up-received' THEN 'arrived'
      WHEN 'ticket-reopened' THEN 'arrived'
      WHEN 'reply-sent' THEN 'answered' WHEN 'answered-elsewhere' THEN 'answered' WHEN 'ticket-closed' THEN 'closed'
      WHEN 'ticket-merged' THEN 'merged'
      WHEN 'ticket-claimed' THEN 'claimed'
      WHEN 'ticket-released' THEN 'released' WHEN 'lock-expired' THEN 'released'
      WHEN 'priority-changed' THEN 'raised' END AS what
    FROM events WHERE seq > ? AND seq <= ? AND stream = 'ticket'
      AND (type <> 'follow-up-received' OR json_extract(body, '$.event.dueAt') IS NOT NULL)
      AND (type <> 'priority-changed'
        OR json_extract(body, '$.event.to') < json_extract(body, '$.event.from')))
  WHERE what IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

/** What came and went in the log after one `seq` and up to another, by minute (HAND-3). */
export function changesBetween(database: Database, after: number, upTo: number): ChangeRow[] {
  return database.client.prepare<[number, number], ChangeRow>(changes).all(after, upTo);
}

/** The `seq` by which a sheet began, where its own changes are counted from; 0 when there is none. */
export function firstSeqOf(database: Database, streamId: string): number {
  const first = database.client
    .prepare<[string], number>('SELECT min(seq) FROM events WHERE stream_id = ?')
    .pluck()
    .get(streamId);
  return first ?? 0;
}

/** First answers whose target passed between two instants while nobody had answered (domain: "Measures"). */
export function delayedBetween(database: Database, from: number, to: number): number {
  const delayed = database.client
    .prepare<[number, number, number], number>(
      `SELECT count(*) FROM episodes WHERE due_at > ? AND due_at <= ?
        AND outcome <> 'closed-unanswered' AND (ended_at IS NULL OR ended_at > due_at)
        AND started_at <= ?`,
    )
    .pluck()
    .get(from, to, to);
  return delayed ?? 0;
}

/** The signature of a sheet in the log: its `seq`, and the hash of the chain with it (LOG-5); null where there is none. */
export function eventAt(
  database: Database,
  streamId: string,
  type: string,
  signed: string,
): { readonly seq: number; readonly hash: string } | null {
  const found = database.client
    .prepare<[string, string, string], { seq: number; hash: string }>(
      `SELECT seq, hash FROM events WHERE stream_id = ? AND type = ?
        AND json_extract(body, '$.event.hash') = ? ORDER BY seq DESC LIMIT 1`,
    )
    .get(streamId, type, signed);
  return found ?? null;
}
