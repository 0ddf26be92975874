/** The service lives by the clock of Paris, wherever the browser thinks it is. */
const zone = 'Europe/Paris';

function at(ms: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
}

/** The hour of an instant: « 15:42 ». */
export function hourText(ms: number): string {
  return at(ms).toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' });
}

/** The hour to the second: « 15:42:08 ». */
export function secondText(ms: number): string {
  return at(ms).toPlainTime().toString({ smallestUnit: 'second', roundingMode: 'trunc' });
}

/** A date as figures: « 02/10/2026 ». */
export function dateText(ms: number): string {
  const { day, month, year } = at(ms);
  return `${twoDigits(day)}/${twoDigits(month)}/${String(year)}`;
}

/** The hour when it was today, else the date with the hour: « 15:42 », « 23/11 15:42 ». */
export function momentText(ms: number, now: number): string {
  const [then, today] = [at(ms), at(now)];
  if (then.toPlainDate().equals(today.toPlainDate())) return hourText(ms);
  const date = `${twoDigits(then.day)}/${twoDigits(then.month)}`;
  return then.year === today.year
    ? `${date} ${hourText(ms)}`
    : `${date}/${String(then.year)} ${hourText(ms)}`;
}

/** A day of the calendar given as ISO, as figures: « 24/05/2027 ». */
export function dayText(iso: string): string {
  const { day, month, year } = Temporal.PlainDate.from(iso);
  return `${twoDigits(day)}/${twoDigits(month)}/${String(year)}`;
}

/** Today's date in Paris as ISO, to compare review dates with. */
export function todayIso(now: number): string {
  return at(now).toPlainDate().toString();
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
