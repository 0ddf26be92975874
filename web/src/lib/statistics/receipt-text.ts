import type { ReceiptFigure } from '@vigie/shared/metrics/receipt';
import type { Receipt } from '@vigie/shared/wire/statistics';
import { m } from '#lib/paraglide/messages.js';
import { keyFigures, type KeyFigure } from './key-figures.ts';
import { countText, exclusionText } from './statistics-text.ts';

const rules: Readonly<Record<ReceiptFigure, () => string>> = {
  'first-answer': m.receipt_first_answer,
  claim: m.receipt_claim,
  handling: m.receipt_handling,
  resolution: m.receipt_resolution,
  'in-time': m.receipt_in_time,
  kept: m.receipt_kept_rule,
  waiting: m.receipt_waiting_rule,
  returned: m.receipt_returned_rule,
  'closed-unanswered': m.receipt_closed_rule,
  excluded: m.receipt_excluded_rule,
  'to-take': m.receipt_to_take_rule,
};

/** How a figure is reckoned, in words (MET-2). */
export function ruleText(figure: ReceiptFigure): string[] {
  const isTime = ['first-answer', 'claim', 'handling', 'resolution'].includes(figure);
  const exclusion = figure === 'excluded' ? [] : [m.receipt_excluded_rule()];
  return [rules[figure](), ...(isTime ? [m.receipt_rule_time()] : []), ...exclusion];
}

/** The figure itself, as the screen that it was opened from shows it. */
export function figureOf({
  figure,
  total,
  count,
}: Pick<Receipt, 'figure' | 'total' | 'count'>): KeyFigure | null {
  if (figure === 'to-take') {
    return { figure, label: m.figure_to_take(), value: countText(count), beside: '' };
  }
  return keyFigures(total).find((one) => one.figure === figure) ?? null;
}

/** What the figure is counted of, as names with numbers. */
export function partsOf({ total }: Pick<Receipt, 'total'>): (readonly [string, string])[] {
  const { inTime, kept, excluded } = total;
  return (
    [
      [m.receipt_kept(), total.counted],
      [m.receipt_answered(), total.answered],
      [m.stat_waiting(), total.waiting],
      [m.stat_closed(), total.closedUnanswered],
      [m.stat_in_time(), inTime.hits],
      [m.receipt_late(), inTime.misses],
      [m.stat_kept(), kept.hits],
      [m.receipt_missed(), kept.misses],
      ...Object.entries(excluded).map(
        ([exclusion, count]) =>
          [
            `${m.stat_excluded()} : ${exclusionText(exclusion as keyof typeof excluded)}`,
            count,
          ] as const,
      ),
    ] as const
  ).map(([name, count]) => [name, countText(count)] as const);
}
