/** Year and month in Paris, as ticket numbers begin with: `26-11`. */
export function monthOf(at: number): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/Paris');
  return day.toPlainDate().toString().slice(2, 7);
}

/** The number of a month's n-th ticket, as people call it: `26-11-4762`. */
export function numberInMonth(month: string, n: number): string {
  return `${month}-${String(n).padStart(4, '0')}`;
}
