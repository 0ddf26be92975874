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
import type { Priority } from '@vigie/shared/triage/priority';
import type { StatisticsFilter } from '@vigie/shared/wire/statistics';
import type { EpisodeColumns } from './episode-columns.ts';
import type { MeasureOrders } from './measure-orders.ts';
import { totalOf } from './reckon.ts';
import { among, rowsIn, select } from './selection.ts';

/** What a receipt is asked of: clocks that began in a stretch, or that ran in a shift up to an instant. */
export interface ReceiptQuestion {
  readonly figure: ReceiptFigure;
  readonly nowMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** True where whatever ran in the stretch counts, as on the live screen. */
  readonly ran: boolean;
  /** True where `nowMs` has gone by: what came later is not known then. */
  readonly isPast: boolean;
  readonly filter: StatisticsFilter;
  /** Where a figure is of several priorities; all of them where it is empty. */
  readonly priorities: readonly Priority[];
}

/** A figure, and the rows of its lines in their order: one page after the other is read out of it. */
export interface ReceiptSheet {
  readonly total: GroupFigures;
  readonly rows: Uint32Array;
}

/** A page of a receipt (MET-2). */
export interface ReceiptReply {
  readonly total: GroupFigures;
  readonly count: number;
  readonly lines: readonly ReceiptLine<NumberedEpisode>[];
  /** Where the next page begins, whatever of this one had no line; null on the last. */
  readonly next: number | null;
}

const linesAPage = 100;

/**
 * Finds the rows that a figure is made of, and reckons it from these very rows: by the walks behind the
 * statistics, and as of an instant that has gone by with the pure functions that they are held to (MET-3).
 */
export function receiptSheet(
  database: Database,
  columns: EpisodeColumns,
  orders: MeasureOrders,
  { figure, nowMs, fromMs, toMs, ran, isPast, filter, priorities }: ReceiptQuestion,
): ReceiptSheet {
  const { inPeriod, everywhere } = select(columns, fromMs, Math.min(toMs, nowMs + 1), filter);
  const asked = ran ? running(columns, everywhere, fromMs, nowMs) : inPeriod;
  const selected = priorities.length ? among(columns, asked, priorities) : asked;
  const rows = rowsIn(selected);
  const lines = figure === 'to-take' ? toTake(database, columns, rows, nowMs) : rows;
  return {
    total: isPast ? totalThen(columns, rows, nowMs) : totalOf(columns, orders, selected, nowMs),
    rows: inOrder(columns, lines, figure, nowMs),
  };
}

/** A page of it, with the numbers of its tickets. */
export function receiptPage(
  database: Database,
  columns: EpisodeColumns,
  { total, rows }: ReceiptSheet,
  { figure, nowMs, offset }: Pick<ReceiptQuestion, 'figure' | 'nowMs'> & { offset: number },
): ReceiptReply {
  const page = rows.subarray(offset, offset + linesAPage);
  const end = offset + page.length;
  const rowids = Array.from(page, (row) => columns.of.rowid[row] ?? 0);
  const episodes = measuredAsStood(episodesInRows(database, rowids), nowMs);
  return {
    ...{ total, count: rows.length, next: end < rows.length ? end : null },
    lines: episodes.flatMap((episode) => receiptLine(figure, episode, nowMs) ?? []),
  };
}

function totalThen(columns: EpisodeColumns, rows: Uint32Array, nowMs: number): GroupFigures {
  return groupFigures(
    Array.from(rows, (row) => columns.measured(row)),
    nowMs,
  );
}

/** The gravest first; of each row no more is kept than what the order needs. */
function inOrder(
  columns: EpisodeColumns,
  rows: Uint32Array,
  figure: ReceiptFigure,
  nowMs: number,
): Uint32Array {
  const lines: Pick<ReceiptLine, 'ms' | 'isMiss'>[] = [];
  const found: number[] = [];
  for (const row of rows) {
    const [stood] = measuredAsStood([columns.measured(row)], nowMs);
    const line = stood && receiptLine(figure, stood, nowMs);
    if (!line) continue;
    found.push(row);
    lines.push({ ms: line.ms, isMiss: line.isMiss });
  }
  const order = Uint32Array.from(found, (_, n) => n).sort((one, other) => {
    const [first, second] = [lines[one], lines[other]];
    return first && second ? byGravity(first, second) || one - other : 0;
  });
  return order.map((place) => found[place] ?? 0);
}

/** Of what is to be taken each ticket once, and none that somebody had in hand at that instant. */
function toTake(
  database: Database,
  columns: EpisodeColumns,
  rows: Uint32Array,
  nowMs: number,
): Uint32Array {
  const { ended, rowid } = columns.of;
  const waiting = rows.filter((row) => {
    const endedMs = ended[row] ?? NaN;
    return Number.isNaN(endedMs) || endedMs > nowMs;
  });
  const seen = new Set<string>();
  return waiting.filter((row) => {
    const [episode] = episodesInRows(database, [rowid[row] ?? 0]);
    if (!episode || seen.has(episode.ticketId)) return false;
    seen.add(episode.ticketId);
    return !wasInHand(database, episode.ticketId, nowMs);
  });
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
