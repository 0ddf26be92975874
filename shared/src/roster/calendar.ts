/** One day, in ms; a day of the wall clock may be an hour shorter or longer. */
export const dayMs = 86_400_000;
export const hourMs = 3_600_000;
export const minuteMs = 60_000;

/** Days since 1970 of a date (ISO): plain counting, so that a roster of years is walked without an object for each day. */
export function dayOf(date: string): number {
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8, 10)].map(Number);
  return Math.round(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / dayMs);
}

const dates = new Map<number, string>();
/** More than a lifetime of rosters; beyond that, dates are made anew. */
const datesKept = 40_000;

/** The date (ISO) of a number of days since 1970. */
export function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  if (dates.size < datesKept) dates.set(day, date);
  return date;
}

/** True for a date (ISO) that the calendar has. */
export function isDate(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date) && dateOf(dayOf(date)) === date;
}

/** A date some days later, or earlier. */
export function daysAfter(date: string, days: number): string {
  return dateOf(dayOf(date) + days);
}

/** Every date from one to another, both included. */
export function datesBetween(from: string, to: string): string[] {
  const first = dayOf(from);
  return Array.from({ length: Math.max(0, dayOf(to) - first + 1) }, (_, n) => dateOf(first + n));
}

/** The date (ISO) that the wall clock of a zone shows at an instant. */
export function dateAt(tz: string, instantMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs))
    .toZonedDateTimeISO(tz)
    .toPlainDate()
    .toString();
}

/**
 * The instant at which the wall clock shows so many minutes since 00:00 of a date. The wall clock is
 * added to as a wall clock, so that a night across a clock change ends when the clock says so.
 */
export function instantOf(tz: string, date: string, minutes: number): number {
  return Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes }).toZonedDateTime(tz)
    .epochMilliseconds;
}

/** How long a stretch is on the wall clock, in ms: what it would be without a clock change in it. */
export function wallClockMs(tz: string, fromMs: number, toMs: number): number {
  const [from, to] = [fromMs, toMs].map((ms) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz).toPlainDateTime(),
  );
  if (!from || !to) return 0;
  return from.until(to).total('milliseconds');
}
