import { shares, type TimeFigures } from '@vigie/shared/metrics/group-figures';
import { measures, type Measure } from '@vigie/shared/metrics/spans';
import { fewestCases, type Quantile } from '@vigie/shared/metrics/survival';
import type { EpisodeColumns } from './episode-columns.ts';
import { spansOf, type MeasureOrders } from './measure-orders.ts';
import type { Places } from './places.ts';
import { sorted, type Spans } from './span-order.ts';
import type { Tally } from './tally.ts';

const minuteMs = 60_000;
/** Shares are products of fractions: what differs by less than this is rounding. */
const rounding = 1e-9;
const perGroup = shares.length;
/** Never met: what is in no group is counted down all the same. */
const leastRisk = -(2 ** 31);

/** Who leaves the risk, in order: spans that are over, and those that go on, apart. */
interface Leavers {
  readonly over: Spans;
  readonly open: Spans;
}

/**
 * The Kaplan-Meier quantiles of one measure for each group of the first few groupings, in one walk from the
 * shortest span to the longest (MET-1): at equal times whoever still waits was at risk of the answer.
 */
export function sweep(
  columns: EpisodeColumns,
  orders: MeasureOrders,
  { places, counted, nowMs }: { places: Places; counted: Tally; nowMs: number },
  measure: Measure,
  groupings: number,
): TimeFigures[] {
  const m = measures.indexOf(measure);
  const waits = Uint32Array.from(counted.open[m] ?? []);
  const open = sorted({ rows: waits, ms: spansOf(columns, measure, waits, nowMs) });
  const groups = places.first[groupings] ?? 0;
  const [cases, waiting] = [counted.cases[m], counted.waiting[m]];
  if (!cases || !waiting) throw new RangeError(`nobody measures ${measure}`);
  const risk = new Risk(cases);
  walk(risk, { over: orders.of(measure).spans, open }, places, groupings);
  return Array.from({ length: groups }, (_, group) => risk.figures(group, waiting[group] ?? 0));
}

function walk(
  risk: Risk,
  { over, open }: Leavers,
  { of: places, width, nowhere }: Places,
  groupings: number,
): void {
  // By their own names: this loop runs a million times.
  const { atRisk, threshold } = risk;
  const { rows, ms } = over;
  let next = 0;
  let nextMs = open.ms[0] ?? Infinity;
  for (let n = 0; n < rows.length; n += 1) {
    const at = (rows[n] ?? 0) * width;
    if (places[at] === nowhere) continue;
    const span = ms[n] ?? 0;
    // Who waits so long and no longer was at risk of what happens at this very time.
    for (; nextMs < span; nextMs = open.ms[next] ?? Infinity) {
      const gone = (open.rows[next] ?? 0) * width;
      for (let place = gone; place < gone + groupings; place += 1) risk.drop(places[place] ?? 0);
      next += 1;
    }
    for (let place = at; place < at + groupings; place += 1) {
      const group = places[place] ?? 0;
      const left = (atRisk[group] ?? 0) - 1;
      atRisk[group] = left;
      if (left <= (threshold[group] ?? -1)) risk.meet(group, left, span);
    }
  }
}

/**
 * Of each group how many are at risk. Between two that drop out the share that still waits falls in even
 * steps, so that a quantile is met when a number falls below another: nothing is multiplied on the way.
 */
class Risk {
  readonly #cases: Uint32Array;
  readonly atRisk: Int32Array;
  /** The share that waited, and who was at risk, when the last one dropped out. */
  readonly #share: Float64Array;
  readonly #since: Float64Array;
  /** So few are left when the next quantile is met; fewer than none after the last. */
  readonly threshold: Int32Array;
  readonly #met: Uint8Array;
  readonly #found: Float64Array;

  constructor(cases: Uint32Array) {
    this.#cases = cases;
    // One place more than groups, for what is in none: nothing is met there.
    this.atRisk = new Int32Array(cases.length + 1);
    this.atRisk.set(cases);
    this.#share = new Float64Array(cases.length).fill(1);
    this.#since = Float64Array.from(cases);
    this.threshold = new Int32Array(cases.length + 1).fill(leastRisk);
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
    this.threshold[group] = Math.floor(
      (wanted * (this.#since[group] ?? 0)) / (this.#share[group] ?? 1),
    );
  }

  #quantile(group: number, n: number, cases: number): Quantile {
    if (cases < fewestCases) return { tooFew: cases };
    if (n >= (this.#met[group] ?? 0)) return { notReached: true };
    return { minutes: (this.#found[group * perGroup + n] ?? 0) / minuteMs };
  }
}
