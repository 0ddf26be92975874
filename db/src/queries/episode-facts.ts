import type { Database } from '../database.ts';

/** A row of the episodes as plain values, in the order of `columns`: a million of them are read at once. */
export type EpisodeFacts = readonly [
  rowid: number,
  startedAt: number,
  dueAt: number,
  endedAt: number | null,
  claimedAt: number | null,
  handledMs: number,
  settledAt: number | null,
  returnedAt: number | null,
  priority: string,
  category: string,
  orientation: string | null,
  mailboxId: string,
  outcome: string,
  excluded: string | null,
  cause: string,
  by: string | null,
];

const columns = `rowid, started_at, due_at, ended_at, claimed_at, handled_ms, settled_at, returned_at,
  priority, category, orientation, mailbox_id, outcome, excluded, cause, "by"`;

/** Every episode, in the order of the rows: read once, by whoever keeps them in memory (MET-1). */
export function allEpisodeFacts(database: Database): IterableIterator<EpisodeFacts> {
  const all = `SELECT ${columns} FROM episodes ORDER BY rowid`;
  return database.client.prepare<[], EpisodeFacts>(all).raw().iterate();
}

/** The episodes of the tickets that events after this `seq` speak of: the log says what has changed. */
export function episodeFactsAfter(database: Database, seq: number): EpisodeFacts[] {
  const changed = database.client
    .prepare<[number], string>(
      `SELECT DISTINCT stream_id FROM events WHERE seq > ? AND stream = 'ticket'`,
    )
    .pluck();
  const ofTicket = database.client
    .prepare<[string], EpisodeFacts>(`SELECT ${columns} FROM episodes WHERE ticket_id = ?`)
    .raw();
  return changed.all(seq).flatMap((ticketId) => ofTicket.all(ticketId));
}

/** Reads as one state of the file: nothing is written between the first and the last question. */
export function asOneState<T>(database: Database, read: () => T): T {
  return database.client.transaction(read)();
}
