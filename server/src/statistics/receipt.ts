import type { Database } from '@vigie/db/database';
import { episodesInRows, type NumberedEpisode } from '@vigie/db/queries/episode-facts';
import { eventsOf } from '@vigie/db/queries/history';
import { groupFigures, type GroupFigures } from '@vigie/shared/metrics/group-figures';
import { measuredAsStood } from '@vigie/shared/metrics/measured-episode';
import {
  byGravity,
  receiptLine,
  type ReceiptFigure,
  type ReceiptLine,
} from '@vigie/shared/metrics/receipt';
import type { Recorded, TicketEvent } from '@vigie/shared/ticket/events';
import { evolve } from '@vigie/shared/ticket/evolve';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { StatisticsFilter } from '@vigie/shared/wire/statistics';
import type { EpisodeColumns } from './episode-columns.ts';
import { rowsIn, select } from './selection.ts';

/** What a receipt is asked of: clocks that began in a stretch, or that ran in a shift up to an instant. */
export interface ReceiptQuestion {
  readonly figure: ReceiptFigure;
  readonly nowMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** True where whatever ran in the stretch counts, as on the live screen. */
  readonly ran: boolean;
  readonly filter: StatisticsFilter;
  readonly offset: number;
}

type NumberedLine = Omit<ReceiptLine, 'episode'> & { readonly episode: NumberedEpisode };

/** A figure with all that it is made of (MET-2). */
export interface ReceiptReply {
  readonly total: GroupFigures;
  readonly count: number;
  readonly lines: readonly NumberedLine[];
}

const linesAPage = 100;

/**
 * Reckons a figure anew from the rows that it is made of, by the pure functions themselves, and gives those
 * rows: the receipt and the screen cannot say different things (MET-2, MET-3).
 */
export function receiptOf(
  database: Database,
  columns: EpisodeColumns,
  { figure, nowMs, fromMs, toMs, ran, filter, offset }: ReceiptQuestion,
): ReceiptReply {
  const { inPeriod, everywhere } = select(columns, fromMs, Math.min(toMs, nowMs + 1), filter);
  const rows = rowsIn(ran ? running(columns, everywhere, fromMs, nowMs) : inPeriod);
  const rowids = Array.from(rows, (row) => columns.of.rowid[row] ?? 0);
  const standing = measuredAsStood(episodesInRows(database, rowids), nowMs) as NumberedEpisode[];
  const lines = asked(database, standing, figure, nowMs)
    .flatMap((episode) => {
      const line = receiptLine(figure, episode, nowMs);
      return line ? [{ ...line, episode }] : [];
    })
    .sort(byGravity);
  return {
    total: groupFigures(standing, nowMs),
    count: lines.length,
    lines: lines.slice(offset, offset + linesAPage),
  };
}

/** Of what is to be taken each ticket once, and none that somebody had in hand at that instant. */
function asked(
  database: Database,
  standing: readonly NumberedEpisode[],
  figure: ReceiptFigure,
  nowMs: number,
): readonly NumberedEpisode[] {
  if (figure !== 'to-take') return standing;
  const waiting = standing.filter(({ outcome }) => outcome === 'waiting');
  const first = new Map(waiting.toReversed().map((episode) => [episode.ticketId, episode]));
  return [...first.values()].filter(({ ticketId }) => !wasInHand(database, ticketId, nowMs));
}

function wasInHand(database: Database, ticketId: string, atMs: number): boolean {
  let ticket: Ticket | null = null;
  for (const recorded of eventsOf(database, 'ticket', ticketId)) {
    // The stream of a ticket holds events of tickets only: the log put them there.
    if (recorded.at <= atMs) ticket = evolve(ticket, recorded as Recorded<TicketEvent>);
  }
  return ticket?.lock != null && ticket.lock.until > atMs;
}

/** Begun since the start of a stretch, or inherited and not yet ended then. */
function running(
  { of, size }: EpisodeColumns,
  everywhere: Uint8Array,
  fromMs: number,
  nowMs: number,
): Uint8Array {
  const ran = new Uint8Array(size);
  for (let row = 0; row < size; row += 1) {
    const ended = of.ended[row] ?? NaN;
    const isOver = !Number.isNaN(ended) && ended < fromMs;
    if (everywhere[row] === 1 && (of.started[row] ?? 0) <= nowMs && !isOver) ran[row] = 1;
  }
  return ran;
}
