import { measures, type Measure } from '@vigie/shared/metrics/spans';
import type { EpisodeColumns } from './episode-columns.ts';

/** What a row is to a measure: nothing, a span that is over, or one that goes on. */
export const standing = { none: 0, over: 1, open: 2 } as const;

/** `clockCauses` begins with the opening mail; this one alone begins no stretch of work. */
const followUp = 1;
const [waiting, answered, closed] = [0, 1, 2];

/** Rows of a measure, the shortest span first, with the spans themselves in ms. */
export interface Order {
  readonly rows: Uint32Array;
  readonly ms: Float64Array;
}

const nothing: Order = { rows: new Uint32Array(0), ms: new Float64Array(0) };

/**
 * Of each measure the rows whose span is over, the shortest first: made once, and kept up by merging in
 * what has changed, so that no question sorts a million.
 */
export class MeasureOrders {
  readonly #columns: EpisodeColumns;
  readonly #orders = new Map<Measure, Order>();
  readonly #standings = new Map<Measure, Uint8Array>();

  constructor(columns: EpisodeColumns) {
    this.#columns = columns;
  }

  of(measure: Measure): Order {
    return this.#orders.get(measure) ?? nothing;
  }

  /** What each row is to a measure. */
  standings(measure: Measure): Uint8Array {
    return this.#standings.get(measure) ?? new Uint8Array(0);
  }

  /** Takes up rows that came or changed. */
  take(changed: readonly number[]): void {
    if (!changed.length) return;
    const stale = new Uint8Array(this.#columns.size);
    for (const row of changed) stale[row] = 1;
    for (const measure of measures) {
      const over = this.#judge(measure, changed);
      const kept = without(this.of(measure), stale);
      const fresh = sorted(this.#columns, measure, over);
      this.#orders.set(measure, kept.rows.length ? merged(kept, fresh) : fresh);
    }
  }

  /** Notes how the changed rows stand, and gives those whose span is over. */
  #judge(measure: Measure, changed: readonly number[]): Uint32Array {
    const { size } = this.#columns;
    let standings = this.standings(measure);
    if (standings.length < size) {
      const larger = new Uint8Array(Math.ceil(size * 1.5));
      larger.set(standings);
      this.#standings.set(measure, (standings = larger));
    }
    const over = new Uint32Array(changed.length);
    let count = 0;
    for (const row of changed) {
      const found = standingOf(this.#columns, measure, row);
      standings[row] = found;
      if (found === standing.over) over[count++] = row;
    }
    return over.subarray(0, count);
  }
}

/** The same as `spanOf` says of an episode, of a row of the columns (MET-3). */
function standingOf({ of }: EpisodeColumns, measure: Measure, row: number): number {
  const outcome = of.outcome[row];
  const isClaimed = !Number.isNaN(of.claimed[row]);
  switch (measure) {
    case 'first-answer':
      if (outcome === closed) return standing.none;
      return outcome === waiting ? standing.open : standing.over;
    case 'claim':
      if (isClaimed) return standing.over;
      return Number.isNaN(of.ended[row]) ? standing.open : standing.none;
    case 'handling':
      if (!isClaimed || outcome === closed) return standing.none;
      return outcome === answered ? standing.over : standing.open;
    case 'resolution':
      if (of.cause[row] === followUp) return standing.none;
      return Number.isNaN(of.settled[row]) ? standing.open : standing.over;
  }
}

/** How long the spans of some rows are, in ms; those that go on, until `nowMs`. */
function spansOf(
  { of }: EpisodeColumns,
  measure: Measure,
  rows: Uint32Array,
  nowMs: number,
): Float64Array {
  if (measure === 'handling') return Float64Array.from(rows, (row) => of.handled[row] ?? 0);
  const { started } = of;
  const ends = { 'first-answer': of.ended, claim: of.claimed, resolution: of.settled }[measure];
  const ms = new Float64Array(rows.length);
  for (let n = 0; n < rows.length; n += 1) {
    const row = rows[n] ?? 0;
    const end = ends[row] ?? NaN;
    ms[n] = Math.max(0, (Number.isNaN(end) ? nowMs : end) - (started[row] ?? 0));
  }
  return ms;
}

/**
 * Sorted as numbers that hold both time and place: the engine sorts those without calling back. So long a
 * span keeps its place among others exactly as a hundred days among a million rows; longer ones come last.
 */
export function sorted(
  columns: EpisodeColumns,
  measure: Measure,
  rows: Uint32Array,
  nowMs = 0,
): Order {
  const ms = spansOf(columns, measure, rows, nowMs);
  const places = rows.length + 1;
  const longest = Math.floor(Number.MAX_SAFE_INTEGER / places) - 1;
  const keys = new Float64Array(rows.length);
  for (let n = 0; n < keys.length; n += 1) keys[n] = Math.min(ms[n] ?? 0, longest) * places + n;
  keys.sort();
  const order = { rows: new Uint32Array(rows.length), ms: new Float64Array(rows.length) };
  for (let n = 0; n < keys.length; n += 1) {
    const place = (keys[n] ?? 0) % places;
    order.rows[n] = rows[place] ?? 0;
    order.ms[n] = ms[place] ?? 0;
  }
  return order;
}

function without({ rows, ms }: Order, stale: Uint8Array): Order {
  const kept = { rows: new Uint32Array(rows.length), ms: new Float64Array(rows.length) };
  let count = 0;
  for (let n = 0; n < rows.length; n += 1) {
    const row = rows[n] ?? 0;
    if (stale[row] === 1) continue;
    kept.rows[count] = row;
    kept.ms[count] = ms[n] ?? 0;
    count += 1;
  }
  return { rows: kept.rows.subarray(0, count), ms: kept.ms.subarray(0, count) };
}

function merged(one: Order, other: Order): Order {
  const size = one.rows.length + other.rows.length;
  const both = { rows: new Uint32Array(size), ms: new Float64Array(size) };
  let [a, b] = [0, 0];
  for (let n = 0; n < size; n += 1) {
    const fromOne = b >= other.rows.length || (one.ms[a] ?? Infinity) <= (other.ms[b] ?? 0);
    const order = fromOne ? one : other;
    const place = fromOne ? a++ : b++;
    both.rows[n] = order.rows[place] ?? 0;
    both.ms[n] = order.ms[place] ?? 0;
  }
  return both;
}
