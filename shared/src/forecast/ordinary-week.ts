/** Mails of each hour of an ordinary day, 0 h to 23 h; together 300 (domain: "Load"). */
const perHour = [
  ...[5.4, 3.6, 2.4, 1.8, 1.5, 1.8, 3.6, 7.2, 12.6, 17.4, 19.2, 18.6],
  ...[15.6, 16.2, 20.7, 20.4, 19.8, 18.9, 18, 16.2, 16.8, 16.8, 14.1, 11.4],
] as const;
/** Monday to Sunday. */
const perWeekday = [1.2, 1.08, 1.03, 1.02, 1, 0.86, 0.81] as const;

/** More of what is grave in the evening, at night and at weekends. */
export const gravePeak = 1.6;

/** More mails an hour than any hour of an ordinary week brings, what is grave apart. */
export const mostOrdinaryPerHour = Math.max(...perHour) * Math.max(...perWeekday);

/** An hour of the week by the wall clock: hour 0 to 23, weekday 1 (Monday) to 7. */
export interface HourOfWeek {
  readonly hour: number;
  readonly weekday: number;
}

/** The hour of the week at an instant. */
export function hourOfWeek(at: number, tz: string): HourOfWeek {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(tz);
  return { hour: local.hour, weekday: local.dayOfWeek };
}

/** Mails that an ordinary week brings in an hour such as this one (domain: "Load"). */
export function ordinaryPerHour({ hour, weekday }: HourOfWeek): number {
  return (perHour[hour] ?? 0) * (perWeekday[weekday - 1] ?? 0);
}

/** When grave mail comes `gravePeak` times as often. */
export function isGravePeak({ hour, weekday }: HourOfWeek): boolean {
  return hour >= 20 || hour < 3 || weekday >= 6;
}
