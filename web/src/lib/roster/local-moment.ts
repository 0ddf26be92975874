/** The service lives by the clock of Paris, wherever the browser thinks it is. */
const zone = 'Europe/Paris';

/** An instant as a field for date and time holds it: « 2026-11-24T06:00 ». */
export function localMoment(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** The instant that such a field holds; null while it is empty. */
export function momentOf(text: string): number | null {
  if (!text) return null;
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
}
