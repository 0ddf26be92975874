import { and, eq, sql } from 'drizzle-orm';
import {
  episodeId,
  measuredEpisodes,
  type MeasuredEpisode,
} from '@vigie/shared/metrics/measured-episode';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { placeholdersFor, placeholdersOf } from './columns.ts';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { episodes } from './schema/projections.ts';

export type EpisodeRow = typeof episodes.$inferSelect;
type Column = keyof EpisodeRow;

const statements = prepared((orm) => ({
  insert: orm.insert(episodes).values(placeholdersOf(episodes)).prepare(),
  updateOf: (changed: readonly Column[]) =>
    orm
      .update(episodes)
      .set(placeholdersFor(episodes, changed))
      .where(
        and(
          eq(episodes.ticketId, sql.placeholder('ticketId')),
          eq(episodes.n, sql.placeholder('n')),
        ),
      )
      .prepare(),
  updates: new Map<string, { run(row: Record<string, unknown>): unknown }>(),
}));

/** Stores the clocks of a ticket (LOG-3): of one that stands, the columns that changed, and so few indexes. */
export function storeEpisodes(database: Database, before: Ticket | null, after: Ticket): void {
  if (before && !mayDiffer(before, after)) return;
  const known = before ? measuredEpisodes(before).map(rowOf) : [];
  measuredEpisodes(after)
    .map(rowOf)
    .forEach((row, place) => store(database, known[place], row));
}

/** The episode that a row holds. */
export function episodeOf(row: EpisodeRow): MeasuredEpisode {
  return { ...row, id: episodeId(row.ticketId, row.n) };
}

/** What the rows are made of; most events of a ticket touch none of it. */
function mayDiffer(before: Ticket, after: Ticket): boolean {
  return (
    before.clocks !== after.clocks ||
    before.category !== after.category ||
    before.restricted !== after.restricted ||
    before.status !== after.status ||
    before.closeReason !== after.closeReason
  );
}

function store(database: Database, before: EpisodeRow | undefined, after: EpisodeRow): void {
  if (!before) {
    statements(database).insert.run(after);
    return;
  }
  const columns = Object.keys(after) as Column[];
  const changed = columns.filter((column) => before[column] !== after[column]);
  if (!changed.length) return;
  const { updates, updateOf } = statements(database);
  const name = changed.join();
  let statement = updates.get(name);
  if (!statement) updates.set(name, (statement = updateOf(changed)));
  statement.run(after);
}

function rowOf({ id: _id, ...row }: MeasuredEpisode): EpisodeRow {
  return row;
}
