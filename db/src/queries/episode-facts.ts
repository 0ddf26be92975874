import { eq, sql } from 'drizzle-orm';
import type { MeasuredEpisode } from '@vigie/shared/metrics/measured-episode';
import type { Database } from '../database.ts';
import { episodeOf } from '../episode-rows.ts';
import { prepared } from '../prepared.ts';
import { episodes, tickets } from '../schema/projections.ts';

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

/** The episodes of the tickets that events after this `seq` speak of, in the order of the rows: the log says what has changed. */
export function episodeFactsAfter(database: Database, seq: number): EpisodeFacts[] {
  const changed = database.client
    .prepare<[number], string>(
      `SELECT DISTINCT stream_id FROM events WHERE seq > ? AND stream = 'ticket'`,
    )
    .pluck();
  const ofTicket = database.client
    .prepare<[string], EpisodeFacts>(`SELECT ${columns} FROM episodes WHERE ticket_id = ?`)
    .raw();
  return changed
    .all(seq)
    .flatMap((ticketId) => ofTicket.all(ticketId))
    .sort(([one], [other]) => one - other);
}

/** Reads as one state of the file: nothing is written between the first and the last question. */
export function asOneState<T>(database: Database, read: () => T): T {
  return database.client.transaction(read)();
}

/** Some episodes by their rows, each with the number of its ticket; in the order asked for. */
export function episodesInRows(database: Database, rowids: readonly number[]): NumberedEpisode[] {
  const { episode } = statements(database);
  return rowids.flatMap((rowid) => {
    const found = episode.get({ rowid });
    return found ? [{ ...episodeOf(found.episodes), number: found.number }] : [];
  });
}

export type NumberedEpisode = MeasuredEpisode & { readonly number: string };

const statements = prepared((orm) => ({
  episode: orm
    .select({ episodes, number: tickets.number })
    .from(episodes)
    .innerJoin(tickets, eq(tickets.id, episodes.ticketId))
    .where(sql`${episodes}.rowid = ${sql.placeholder('rowid')}`)
    .prepare(),
}));
