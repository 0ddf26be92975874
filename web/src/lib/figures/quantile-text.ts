import type { Quantile } from '@vigie/shared/metrics/survival';
import { ageText } from '#lib/format/age.ts';
import { m } from '#lib/paraglide/messages.js';

const minuteMs = 60_000;

/** A quantile in words: a time, « trop peu de cas (12) », or that so many wait that it is not known (MET-1). */
export function quantileText(quantile: Quantile): string {
  if ('tooFew' in quantile) return m.figure_too_few({ count: quantile.tooFew });
  if ('notReached' in quantile) return m.figure_not_reached();
  return minutesText(quantile.minutes);
}

/** A time of minutes as people say it: « < 1 min », « 18 min », « 1 h 02 ». */
export function minutesText(minutes: number): string {
  return minutes < 1 ? m.figure_under_a_minute() : ageText(minutes * minuteMs);
}

/** A time allowed, in its round unit: « 5 min », « 4 h », « 24 h ». */
export function targetText(minutes: number): string {
  if (minutes < 60 || minutes % 60 !== 0) return ageText(minutes * minuteMs);
  return `${String(minutes / 60)} h`;
}
