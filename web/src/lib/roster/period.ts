/** The stretch of dates that a screen of the roster shows, the first as ISO. */
export interface Period {
  readonly from: string;
  readonly days: number;
  readonly kind: PeriodKind;
}
export type PeriodKind = 'weeks' | 'month';

const weeksShown = 4;
const isoDate = /^\d{4}-\d\d-\d\d$/;

/** Four weeks from the Monday before last, so that last week stands beside the three to come; or the month. */
export function periodAround(date: string, kind: PeriodKind): Period {
  const day = Temporal.PlainDate.from(date);
  if (kind === 'month')
    return { from: day.with({ day: 1 }).toString(), days: day.daysInMonth, kind };
  const monday = day.subtract({ days: day.dayOfWeek - 1 + 7 });
  return { from: monday.toString(), days: weeksShown * 7, kind };
}

/** The period that an address names; around today where it names none, or nonsense. */
export function periodOf(address: Pick<URLSearchParams, 'get'>, today: string): Period {
  const kind = address.get('vue') === 'mois' ? 'month' : 'weeks';
  const from = address.get('du');
  if (!isDate(from)) return periodAround(today, kind);
  return kind === 'month' ? periodAround(from, kind) : { from, days: weeksShown * 7, kind };
}

/** The period so many steps on: four weeks each, or a month each. */
export function shifted({ from, days, kind }: Period, steps: number): Period {
  const first = Temporal.PlainDate.from(from);
  return kind === 'month'
    ? periodAround(first.add({ months: steps }).toString(), kind)
    : { from: first.add({ days: steps * weeksShown * 7 }).toString(), days, kind };
}

/** The period so many weeks on; a month becomes the month that holds that date. */
export function byWeeks({ from, days, kind }: Period, weeks: number): Period {
  if (kind === 'month') return shifted({ from, days, kind }, Math.sign(weeks));
  return { from: addDays(from, weeks * 7), days, kind };
}

/** A period as its address names it. */
export function addressOf({ from, kind }: Period): string {
  return kind === 'month' ? `du=${from}&vue=mois` : `du=${from}`;
}

/** The last date of a period. */
export function lastOf({ from, days }: Period): string {
  return addDays(from, days - 1);
}

/** A date so many days on, as ISO. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

function isDate(text: string | null): text is string {
  if (text === null || !isoDate.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}
