import { measures, type Measure } from '@vigie/shared/metrics/spans';
import type { EpisodeColumns } from './episode-columns.ts';
import { standing } from './row-classes.ts';
import { SpanOrder } from './span-order.ts';

/**
 * Of each measure the rows whose span is over and counts, the shortest first: made once, and kept up by
 * shifting in what has changed, so that no question sorts a million.
 */
export class MeasureOrders {
  readonly #columns: EpisodeColumns;
  readonly #orders = new Map<Measure, SpanOrder>(
    measures.map((measure) => [measure, new SpanOrder()]),
  );

  constructor(columns: EpisodeColumns) {
    this.#columns = columns;
  }

  of(measure: Measure): SpanOrder {
    const order = this.#orders.get(measure);
    if (!order) throw new RangeError(`nobody measures ${measure}`);
    return order;
  }

  /** Takes up rows that came or changed. */
  take(changed: readonly number[]): void {
    if (!changed.length) return;
    const { of, classes, size } = this.#columns;
    measures.forEach((measure, m) => {
      const over = changed.filter((row) => {
        const found = classes.all[of.rowClass[row] ?? 0];
        return found?.standings[m] === standing.over;
      });
      const rows = Uint32Array.from(over);
      const spans = { rows, ms: spansOf(this.#columns, measure, rows, 0) };
      this.of(measure).replace(changed, spans, size);
    });
  }
}

/** How long the spans of some rows are, in ms; those that go on, until `nowMs`. */
export function spansOf(
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
