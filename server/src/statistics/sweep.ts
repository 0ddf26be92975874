import { shares, type TimeFigures } from '@vigie/shared/metrics/group-figures';
import type { Measure } from '@vigie/shared/metrics/spans';
import { fewestCases, type Quantile } from '@vigie/shared/metrics/survival';
import { none, type EpisodeColumns } from './episode-columns.ts';
import type { Grouped } from './groupings.ts';
import { sorted, standing, type MeasureOrders, type Order } from './measure-orders.ts';

const minuteMs = 60_000;
/** Shares are products of fractions: what differs by less than this is rounding. */
const rounding = 1e-9;
const perGroup = shares.length;

/** Who leaves the risk, in order: spans that are over, and those that go on, apart. */
interface Leavers {
  readonly over: Order;
  readonly open: Order;
}

/**
 * The Kaplan-Meier quantiles of one measure for each group of several groupings, in one walk each from the
 * shortest span to the longest (MET-1): at equal times whoever still waits was at risk of the answer.
 */
export function sweep(
  columns: EpisodeColumns,
  orders: MeasureOrders,
  selected: Uint8Array,
  { measure, groupings, nowMs }: { measure: Measure; groupings: readonly Grouped[]; nowMs: number },
): TimeFigures[][] {
  const leavers = leaversOf(columns, orders, selected, { measure, nowMs });
  return groupings.map((grouping) => curves(grouping, leavers));
}

function leaversOf(
  columns: EpisodeColumns,
  orders: MeasureOrders,
  selected: Uint8Array,
  { measure, nowMs }: { measure: Measure; nowMs: number },
): Leavers {
  const { excluded } = columns.of;
  const isAsked = new Uint8Array(columns.size);
  const standings = orders.standings(measure);
  const open: number[] = [];
  for (let row = 0; row < isAsked.length; row += 1) {
    if (selected[row] === 0 || excluded[row] !== none) continue;
    isAsked[row] = 1;
    if (standings[row] === standing.open) open.push(row);
  }
  return {
    over: asked(orders.of(measure), isAsked),
    open: sorted(columns, measure, Uint32Array.from(open), nowMs),
  };
}

function asked({ rows, ms }: Order, isAsked: Uint8Array): Order {
  const some = { rows: new Uint32Array(rows.length), ms: new Float64Array(rows.length) };
  let count = 0;
  for (let n = 0; n < rows.length; n += 1) {
    const row = rows[n] ?? 0;
    if (isAsked[row] === 0) continue;
    some.rows[count] = row;
    some.ms[count] = ms[n] ?? 0;
    count += 1;
  }
  return { rows: some.rows.subarray(0, count), ms: some.ms.subarray(0, count) };
}

function curves({ keys, groups }: Grouped, { over, open }: Leavers): TimeFigures[] {
  const waiting = countIn(groups, open.rows);
  const cases = countIn(groups, over.rows);
  for (let group = 0; group < cases.length; group += 1) {
    cases[group] = (cases[group] ?? 0) + (waiting[group] ?? 0);
  }
  const count = keys.length;
  const risk = new Risk(cases.slice(0, count));
  // By their own names: this loop runs a million times for each grouping.
  const { atRisk, threshold } = risk;
  const { rows, ms } = over;
  let next = 0;
  let nextMs = open.ms[0] ?? Infinity;
  for (let n = 0; n < rows.length; n += 1) {
    const at = ms[n] ?? 0;
    // Who waits so long and no longer was at risk of what happens at this very time.
    for (; nextMs < at; nextMs = open.ms[next] ?? Infinity) {
      risk.drop(groups[open.rows[next] ?? 0] ?? 0);
      next += 1;
    }
    const group = groups[rows[n] ?? 0] ?? 0;
    if (group >= count) continue;
    const left = (atRisk[group] ?? 0) - 1;
    atRisk[group] = left;
    if (left <= (threshold[group] ?? -1)) risk.meet(group, left, at);
  }
  return keys.map((_, group) => risk.figures(group, waiting[group] ?? 0));
}

/**
 * Of each group how many are at risk. Between two that drop out the share that still waits falls in even
 * steps, so that a quantile is met when a number falls below another: nothing is multiplied on the way.
 */
class Risk {
  readonly #cases: Uint32Array;
  readonly atRisk: Uint32Array;
  /** The share that waited, and who was at risk, when the last one dropped out. */
  readonly #share: Float64Array;
  readonly #since: Float64Array;
  /** So few are left when the next quantile is met; fewer than none after the last. */
  readonly threshold: Float64Array;
  readonly #met: Uint8Array;
  readonly #found: Float64Array;

  constructor(cases: Uint32Array) {
    this.#cases = cases;
    this.atRisk = cases.slice();
    this.#share = new Float64Array(cases.length).fill(1);
    this.#since = Float64Array.from(cases);
    this.threshold = new Float64Array(cases.length);
    this.#met = new Uint8Array(cases.length);
    this.#found = new Float64Array(cases.length * perGroup);
    for (let group = 0; group < cases.length; group += 1) this.#aim(group);
  }

  /** Few enough are left at this time for a quantile to be met, or several. */
  meet(group: number, left: number, ms: number): void {
    while (left <= (this.threshold[group] ?? -1)) {
      const met = this.#met[group] ?? 0;
      this.#found[group * perGroup + met] = ms;
      this.#met[group] = met + 1;
      this.#aim(group);
    }
  }

  /** Somebody waits on: they leave the risk without having been answered. */
  drop(group: number): void {
    if (group >= this.#cases.length) return;
    const left = this.atRisk[group] ?? 0;
    this.#share[group] = ((this.#share[group] ?? 1) * left) / (this.#since[group] ?? 1);
    this.atRisk[group] = left - 1;
    this.#since[group] = left - 1;
    this.#aim(group);
  }

  figures(group: number, waiting: number): TimeFigures {
    const cases = this.#cases[group] ?? 0;
    return { cases, waiting, quantiles: shares.map((_, n) => this.#quantile(group, n, cases)) };
  }

  /** So few must be at risk for the next quantile to be met; none is beyond the last. */
  #aim(group: number): void {
    const share = shares[this.#met[group] ?? 0];
    const wanted = share === undefined ? -1 : 1 - share + rounding;
    this.threshold[group] = (wanted * (this.#since[group] ?? 0)) / (this.#share[group] ?? 1);
  }

  #quantile(group: number, n: number, cases: number): Quantile {
    if (cases < fewestCases) return { tooFew: cases };
    if (n >= (this.#met[group] ?? 0)) return { notReached: true };
    return { minutes: (this.#found[group * perGroup + n] ?? 0) / minuteMs };
  }
}

function countIn(groups: Uint16Array, rows: Uint32Array): Uint32Array {
  // As many places as a group may have numbers, the one for those in no group among them.
  const counts = new Uint32Array(65_536);
  for (let n = 0; n < rows.length; n += 1) {
    const group = groups[rows[n] ?? 0] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
}
