import { valueAt } from '@vigie/shared/metrics/aims';
import type { Priority } from '@vigie/shared/triage/priority';
import type { Statistics } from '@vigie/shared/wire/statistics';
import { m } from '#lib/paraglide/messages.js';
import { countText, keptText, shortQuantile } from './statistics-text.ts';

/** A chart's data as a table says it. */
export interface StepRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function responseRows(
  { timeLine, targets }: Statistics,
  labels: readonly string[],
  priority: Priority | undefined,
  minutesText: (minutes: number) => string,
): StepRows {
  const targetAt = (ms: number) => {
    const minutes = priority ? valueAt(targets[priority], ms) : null;
    return minutes === null ? m.chart_unknown() : minutesText(minutes);
  };
  return {
    columns: [
      ...[m.stat_step(), m.stat_cases(), m.stat_quarter(), m.chart_median()],
      ...[m.stat_three_quarters(), m.chart_ninetieth(), m.stat_target(), m.stat_closed()],
    ],
    rows: timeLine.map(({ fromMs, firstAnswer, closedUnanswered }, n) => [
      labels[n] ?? '',
      countText(firstAnswer.cases),
      ...firstAnswer.quantiles.map(shortQuantile),
      targetAt(fromMs),
      countText(closedUnanswered),
    ]),
  };
}

export function flowRows({ timeLine }: Statistics, labels: readonly string[]): StepRows {
  return {
    columns: [m.stat_step(), m.stat_received(), m.stat_ended(), m.stat_backlog()],
    rows: timeLine.map(({ received, ended, backlog }, n) => [
      labels[n] ?? '',
      ...[received, ended, backlog].map(countText),
    ]),
  };
}

export function keptRows(
  { timeLine, aims }: Statistics,
  labels: readonly string[],
  priority: Priority | undefined,
): StepRows {
  return {
    columns: [m.stat_step(), m.stat_kept(), m.stat_cases(), m.stat_aim()],
    rows: timeLine.map(({ fromMs, kept }, n) => {
      const aim = priority ? valueAt(aims[priority], fromMs) : null;
      return [
        labels[n] ?? '',
        keptText(kept),
        countText(kept.hits + kept.misses),
        aim === null ? m.chart_unknown() : `${String(aim)} %`,
      ];
    }),
  };
}
