import type { GroupFigures } from '@vigie/shared/metrics/group-figures';
import type { Measure } from '@vigie/shared/metrics/spans';
import type { ReceiptFigure } from '@vigie/shared/metrics/receipt';
import { ageText } from '#lib/format/age.ts';
import { quantileText } from '#lib/figures/quantile-text.ts';
import { m } from '#lib/paraglide/messages.js';
import { countText, excludedText, keptText } from './statistics-text.ts';

/** A figure of a stretch with what it is reckoned of beside it. */
export interface KeyFigure {
  readonly figure: ReceiptFigure;
  readonly label: string;
  readonly value: string;
  readonly beside: string;
}

/** The figures of a stretch, each with the cases it speaks of (MET-1). */
export function keyFigures(figures: GroupFigures): KeyFigure[] {
  const { inTime, kept, settled, returned } = figures;
  return [
    timed(figures, 'first-answer', m.stat_first_answer()),
    {
      ...{ figure: 'in-time', label: m.stat_in_time(), value: keptText(inTime) },
      beside: m.stat_of_cases({ count: countText(inTime.hits + inTime.misses) }),
    },
    {
      ...{ figure: 'kept', label: m.stat_kept(), value: keptText(kept) },
      beside: m.stat_of_cases({ count: countText(kept.hits + kept.misses) }),
    },
    {
      ...{ figure: 'waiting', label: m.stat_waiting(), value: countText(figures.waiting) },
      beside:
        figures.oldestWaitMs === null ? '' : m.stat_oldest({ age: ageText(figures.oldestWaitMs) }),
    },
    timed(figures, 'claim', m.stat_claim()),
    timed(figures, 'handling', m.stat_handling()),
    timed(figures, 'resolution', m.stat_resolution()),
    {
      ...{ figure: 'returned', label: m.stat_returned() },
      value: keptText({ ...shareOf(returned, settled), undecided: 0 }),
      beside: m.stat_of_settled({ count: countText(settled) }),
    },
    {
      ...{ figure: 'closed-unanswered', label: m.stat_closed() },
      ...{ value: countText(figures.closedUnanswered), beside: '' },
    },
    {
      ...{ figure: 'excluded', label: m.stat_excluded() },
      value: countText(Object.values(figures.excluded).reduce((sum, count) => sum + count, 0)),
      beside: excludedText(figures.excluded),
    },
  ];
}

function timed({ times }: GroupFigures, measure: Measure, label: string): KeyFigure {
  const { cases, quantiles } = times[measure];
  const [, median, , ninetieth] = quantiles;
  if (!median || !ninetieth) throw new Error(`${measure} has no quantiles`);
  const few = 'tooFew' in median;
  return {
    ...{ figure: measure, label, value: quantileText(median) },
    beside: few
      ? ''
      : m.stat_beside_median({ ninetieth: quantileText(ninetieth), count: countText(cases) }),
  };
}

function shareOf(hits: number, of: number) {
  return { hits, misses: of - hits, share: of > 0 ? hits / of : null };
}
