import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Database } from '../database.ts';
import { rememberNoWords } from '../search-words.ts';
import type { OtherWords } from '../writes.ts';

/** A settled ticket that still has words: of what category, over since when, and in how many mails. */
export interface WordedTicketAge {
  readonly id: string;
  readonly category: CategoryKey;
  /** When it was settled, or, where the citizen never came back, when they last wrote; in ms. */
  readonly since: number;
  readonly mails: number;
  /** Those that ended in it, directly or by others: what is one case goes as one. */
  readonly mergedIds: readonly string[];
}

const hasNoLock = `(t.lock_until IS NULL OR t.lock_until <= :at)`;
const mergedIds = `(WITH RECURSIVE below (id) AS (SELECT id FROM tickets WHERE merged_into = t.id
    UNION SELECT further.id FROM below JOIN tickets further ON further.merged_into = below.id)
  SELECT json_group_array(id) FROM below)`;
/** A merged ticket's own words go with those of the ticket in which it goes on. */
const isAlone = `NOT EXISTS (SELECT 1 FROM ticket_words WHERE ticket_id = t.merged_into)`;
const isOver = `(t.open = 0 OR t.status = 'waiting') AND t.reply_pending = 0 AND ${hasNoLock} AND ${isAlone}`;
const columns = `t.id AS id, json_extract(t.state, '$.category') AS category,
  coalesce(t.settled_at, json_extract(t.state, '$.lastMailAt')) AS since,
  (SELECT count(*) FROM mails WHERE ticket_id = t.id) AS mails, ${mergedIds} AS mergedIds`;

type AgeRow = Omit<WordedTicketAge, 'mergedIds'> & { readonly mergedIds: string };

/** A page of the settled tickets that have words, in the order of their ids, from after `after` on. */
export function wordedTickets(
  { client }: Database,
  { after, at, limit }: { readonly after: string; readonly at: number; readonly limit: number },
): WordedTicketAge[] {
  const page = client.prepare<[object], AgeRow>(
    `SELECT ${columns} FROM ticket_words w JOIN tickets t ON t.id = w.ticket_id
     WHERE w.ticket_id > :after AND ${isOver} ORDER BY w.ticket_id LIMIT :limit`,
  );
  return page.all({ after, at, limit }).map(ageOf);
}

/** Tickets that were erased, and to which somebody wrote something again. */
export function wordsAfterErasure(
  { client }: Database,
  { at, limit }: { readonly at: number; readonly limit: number },
): WordedTicketAge[] {
  const late = client.prepare<[object], AgeRow>(
    `SELECT ${columns} FROM tickets t WHERE ${isOver}
       AND t.id IN (SELECT ticket_id FROM words WHERE ticket_id NOT IN (SELECT ticket_id FROM ticket_words)
         UNION SELECT ticket_id FROM mails WHERE ticket_id NOT IN (SELECT ticket_id FROM ticket_words))
     LIMIT :limit`,
  );
  return late.all({ at, limit }).map(ageOf);
}

function ageOf({ mergedIds: ids, ...row }: AgeRow): WordedTicketAge {
  return { ...row, mergedIds: JSON.parse(ids) as string[] };
}

/** Sheets of reliefs before an instant, signed or overtaken, on which words still stand. */
export function wordedHandovers(
  { client }: Database,
  { before, limit }: { readonly before: number; readonly limit: number },
): string[] {
  const worded = client.prepare<[object], string>(
    `SELECT id FROM handovers h WHERE relief_at < :before AND phase IN ('sealed', 'lapsed')
       AND (EXISTS (SELECT 1 FROM handover_texts WHERE handover_id = h.id)
         OR EXISTS (SELECT 1 FROM handover_parts WHERE handover_id = h.id AND n > 0))
     ORDER BY relief_at LIMIT :limit`,
  );
  return worded.pluck().all({ before, limit });
}

/** What is older than these instants goes. */
export interface LooseBounds {
  readonly before: number;
  /** What was typed beside a sheet of a relief: additions, refused words. */
  readonly sheetsBefore: number;
  readonly limit: number;
}

/** What stands in no ticket and is old: machine mail, past instructions, bytes of duplicates, words beside sheets. */
export function looseWords({ client }: Database, bounds: LooseBounds): OtherWords {
  const pick = (sql: string) => client.prepare<[object], string>(sql).pluck().all(bounds);
  return {
    mailIds: pick(
      `SELECT id FROM mails WHERE ticket_id IS NULL AND kind = 'machine' AND at < :before LIMIT :limit`,
    ),
    // The instruction in force is on every screen, however old.
    wordIds: pick(
      `SELECT id FROM words WHERE ticket_id IS NULL
         AND ((kind = 'instruction' AND at < :before
             AND id IS NOT (SELECT json_extract(state, '$.instruction.id') FROM room))
           OR (kind IN ('addendum', 'kept') AND at < :sheetsBefore)) LIMIT :limit`,
    ),
    // Bytes that have not been filed yet stay: they are all that there is of their mail (MAIL-1).
    rawSha256: pick(
      `SELECT sha256 FROM raw_mails r WHERE at < :before
         AND NOT EXISTS (SELECT 1 FROM mails WHERE raw_sha256 = r.sha256)
         AND EXISTS (SELECT 1 FROM ledger WHERE sha256 = r.sha256) LIMIT :limit`,
    ),
  };
}

/** So many pages of the index are merged at once: the event loop goes on in between. */
const mergedPages = 500;

/**
 * Leaves no trace in the file of what was erased (ACCESS-4): merges the index until no deleted row is in
 * it, forgets words that no mail holds any more, and writes the journal back. Halts after each part.
 */
export function* wipeTraces(database: Database): Generator<void> {
  const { client } = database;
  client
    .prepare(
      `DELETE FROM file_bytes WHERE NOT EXISTS (SELECT 1 FROM answer_files WHERE sha256 = file_bytes.sha256)`,
    )
    .run();
  yield* merge(client, 'mails_search');
  rememberNoWords(database);
  client
    .prepare(`DELETE FROM search_words WHERE word NOT IN (SELECT term FROM mails_search_terms)`)
    .run();
  yield;
  yield* merge(client, 'search_words_near');
  database.writeBack();
}

function* merge(client: Database['client'], table: string): Generator<void> {
  const changes = client.prepare<[], number>('SELECT total_changes()').pluck();
  const step = client.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`);
  // A negative number begins a merge of everything, later ones go on with it (SQLite's manual).
  for (let pages = -mergedPages; ; pages = mergedPages) {
    const before = changes.get() ?? 0;
    step.run(pages);
    yield;
    if ((changes.get() ?? 0) - before < 2) return;
  }
}
