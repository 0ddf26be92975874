import type { ValueSince } from '@vigie/shared/metrics/aims';
import { valueAt } from '@vigie/shared/metrics/aims';
import type { Quantile } from '@vigie/shared/metrics/survival';
import type { Priority } from '@vigie/shared/triage/priority';
import type { Statistics, TimePoint } from '@vigie/shared/wire/statistics';
import type { ChartColours } from '#lib/charts/chart-colours.ts';
import { m } from '#lib/paraglide/messages.js';

/** One curve or row of bars over the steps; what is not known stays a gap. */
export interface StepSeries {
  readonly name: string;
  readonly kind: 'line' | 'bar';
  readonly values: readonly (number | null)[];
  readonly colour: keyof ChartColours;
  /** Shaded down to the series at this place. */
  readonly fillsTo?: number;
  readonly dashed?: boolean;
}

export interface StepChartData {
  readonly labels: readonly string[];
  readonly series: readonly StepSeries[];
  readonly unit: 'minutes' | 'count';
}

/** The least that the scale of times can show. */
const leastMinutes = 1;

/** Minutes of a quantile on the scale; null where there is none. */
export function minutesOf(quantile: Quantile | undefined): number | null {
  return quantile && 'minutes' in quantile ? Math.max(leastMinutes, quantile.minutes) : null;
}

/** A quantile of each step. */
function quantilesOver(points: readonly TimePoint[], place: number): (number | null)[] {
  return points.map(({ firstAnswer }) => minutesOf(firstAnswer.quantiles[place]));
}

/**
 * Median with the band of the middle half, 90 %, the target that held at each step, and the 90 % of what is
 * compared, step by step.
 */
export function responseSeries(
  { timeLine, targets }: Statistics,
  priority: Priority | undefined,
  compared: Statistics | null,
): StepSeries[] {
  const held = priority ? targets[priority] : null;
  const [quarter, median, threeQuarters, ninetieth] = [0, 1, 2, 3].map((place) =>
    quantilesOver(timeLine, place),
  );
  const series: StepSeries[] = [
    { name: '', kind: 'line', values: quarter ?? [], colour: 'wash' },
    { name: '', kind: 'line', values: threeQuarters ?? [], colour: 'wash', fillsTo: 0 },
    { name: m.chart_median(), kind: 'line', values: median ?? [], colour: 'median' },
    { name: m.chart_ninetieth(), kind: 'line', values: ninetieth ?? [], colour: 'accent' },
  ];
  if (held) series.push(targetSeries(held, timeLine));
  if (compared) {
    const values = quantilesOver(compared.timeLine, 3).slice(0, timeLine.length);
    series.push({
      name: m.stat_compared_short(),
      kind: 'line',
      values,
      colour: 'ink',
      dashed: true,
    });
  }
  return series;
}

function targetSeries(held: readonly ValueSince[], points: readonly TimePoint[]): StepSeries {
  return {
    ...{ name: m.stat_target(), kind: 'line', colour: 'target', dashed: true },
    values: points.map(({ fromMs }) => valueAt(held, fromMs)),
  };
}

/** What came above the line, what went below it, and who waited at the end of each step. */
export function flowSeries(points: readonly TimePoint[]): StepSeries[] {
  return [
    {
      ...{ name: m.stat_backlog(), kind: 'line', colour: 'target' },
      values: points.map(({ backlog }) => backlog),
    },
    {
      ...{ name: m.stat_received(), kind: 'bar', colour: 'accent' },
      values: points.map(({ received }) => received),
    },
    {
      ...{ name: m.stat_ended(), kind: 'bar', colour: 'median' },
      values: points.map(({ ended }) => -ended),
    },
  ];
}

/** The share kept to the aim in percent, with the aim that held at each step. */
export function keptSeries(
  { timeLine, aims }: Statistics,
  priority: Priority | undefined,
): StepSeries[] {
  const series: StepSeries[] = [
    {
      ...{ name: m.stat_kept(), kind: 'line', colour: 'accent' },
      values: timeLine.map(({ kept }) => (kept.share === null ? null : kept.share * 100)),
    },
  ];
  if (priority) {
    series.push({
      ...{ name: m.stat_aim(), kind: 'line', colour: 'target', dashed: true },
      values: timeLine.map(({ fromMs }) => valueAt(aims[priority], fromMs)),
    });
  }
  return series;
}
