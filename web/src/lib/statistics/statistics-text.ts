import type { GroupFigures } from '@vigie/shared/metrics/group-figures';
import type { Kept } from '@vigie/shared/metrics/aims';
import { exclusions, type Exclusion } from '@vigie/shared/metrics/episode';
import { fewestCases, type Quantile } from '@vigie/shared/metrics/survival';
import { dayOf } from '@vigie/shared/roster/calendar';
import type { StatisticsStep, TimePoint } from '@vigie/shared/wire/statistics';
import { dayText, hourText } from '#lib/format/paris-time.ts';
import { quantileText } from '#lib/figures/quantile-text.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** A share in whole percent, rounded down; of few cases the counts themselves (MET-1). */
export function keptText({ hits, misses, share }: Kept): string {
  if (share === null) return m.figure_none();
  if (hits + misses < fewestCases) return m.figure_of_cases({ hits, cases: hits + misses });
  return `${String(Math.floor(share * 100 + 1e-9))} %`;
}

/** A quantile, or a dash where no step could have one. */
export function shortQuantile(quantile: Quantile | undefined): string {
  return quantile && !('tooFew' in quantile) ? quantileText(quantile) : m.chart_unknown();
}

/** A count in the groups of three that the language writes. */
export function countText(count: number): string {
  return count.toLocaleString(getLocale() === 'fr' ? 'fr-FR' : 'en-GB');
}

/** A step of a time line: « 14:00 », « 24/11 », « 24/11 – 30/11 », « 11/2026 ». */
export function stepText({ fromMs }: Pick<TimePoint, 'fromMs'>, step: StatisticsStep): string {
  if (step === 'hour') return hourText(fromMs);
  const [day = '', month = '', year = ''] = dayText(
    Temporal.Instant.fromEpochMilliseconds(fromMs)
      .toZonedDateTimeISO('Europe/Paris')
      .toPlainDate()
      .toString(),
  ).split('/');
  return step === 'month' ? `${month}/${year}` : `${day}/${month}`;
}

const exclusionTexts: Readonly<Record<Exclusion, () => string>> = {
  reopened: m.stat_excluded_reopened,
  merged: m.stat_excluded_merged,
  'machine-mail': m.stat_excluded_machine,
  test: m.stat_excluded_test,
};

/** Those in no figure, each with its rule and its number; empty where there are none. */
export function excludedText(excluded: GroupFigures['excluded']): string {
  return exclusions
    .filter((exclusion) => excluded[exclusion] > 0)
    .map((exclusion) => `${exclusionTexts[exclusion]()} ${countText(excluded[exclusion])}`)
    .join(' · ');
}

export function exclusionText(exclusion: Exclusion): string {
  return exclusionTexts[exclusion]();
}

const weekdayOf = (place: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    dayOf('2026-01-05') * 86_400_000 + place * 86_400_000,
  );

/** « lun. » for 0, and so on. */
export function weekdayText(place: number): string {
  return weekdayOf(place, getLocale() === 'fr' ? 'fr-FR' : 'en-GB');
}
