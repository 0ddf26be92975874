import { getLocale } from '#lib/paraglide/runtime.js';

/** Ways to write a date of the calendar. A date has no zone: it is written as it is. */
const styles = {
  weekdayLong: { weekday: 'long' },
  letter: { weekday: 'narrow' },
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  full: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
type Style = keyof typeof styles;

// A format takes longer to make than a thousand dates take to write.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(style: Style): Intl.DateTimeFormat {
  const locale = getLocale();
  const key = `${locale} ${style}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: 'UTC' });
  formats.set(key, made);
  return made;
}

/** A date in words: « L », « 24 nov. », « mar. 24 nov. », « mardi 24 novembre », « 24 novembre 2026 ». */
export function dayWords(date: string, style: Style): string {
  return formatOf(style).format(Date.parse(date));
}

/** A day of the week by its place, Monday is 0: « lundi ». */
export function weekdayWord(place: number): string {
  // 1 January 2024 was a Monday.
  return dayWords(`2024-01-0${String(place + 1)}`, 'weekdayLong');
}

/** Two dates as one stretch: « 16 novembre – 13 décembre 2026 ». */
export function stretchWords(from: string, to: string): string {
  return formatOf('full').formatRange(Date.parse(from), Date.parse(to));
}

/** The day of the month as a figure: « 24 ». */
export function dayNumber(date: string): string {
  return String(Number(date.slice(8)));
}
