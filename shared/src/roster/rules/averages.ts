import { dateOf, dayMs, dayOf } from '../calendar.ts';
import { absenceOn, dutiesOnDates, presenceOf, type Duty } from '../duties.ts';
import type { Finding } from '../finding.ts';
import { nightMsOf } from '../night-hours.ts';
import type { RosterBook } from '../roster-book.ts';
import { spelledDate, spelledLength } from '../spelled.ts';
import {
  averageDays,
  nightAverageMs,
  nightDays,
  nightDaysCounted,
  nightWorkMs,
  weeklyAverageMs,
} from './limits.ts';

/** Work of each day from the first on, in ms; a stretch counts for the date on which it starts. */
interface Days {
  readonly first: number;
  readonly workMs: readonly number[];
  readonly nightWorkMs: readonly number[];
  /** 1 on a day of leave or sickness, which is left out of the average (directive, article 16 b). */
  readonly left: readonly number[];
}

/** The averages of one person over every period that touches these dates (ROST-2): the worst of each kind. */
export function longAverages(
  book: RosterBook,
  personId: string,
  from: string,
  to: string,
): Finding[] {
  const reach = averageDays - 1;
  const days = daysOf(book, personId, dayOf(from) - reach, dayOf(to) + reach);
  return [weekly(book.tz, personId, days), nightly(book.tz, personId, days, from, to)].filter(
    (finding) => finding !== null,
  );
}

function daysOf(book: RosterBook, personId: string, first: number, last: number): Days {
  const count = last - first + 1;
  const workMs = new Array<number>(count).fill(0);
  const night = new Array<number>(count).fill(0);
  for (const duty of dutiesOnDates(book, personId, dateOf(first), dateOf(last))) {
    const index = dayOf(duty.date) - first;
    const length = workOf(book, duty);
    workMs[index] = (workMs[index] ?? 0) + length;
    if (isNightWork(book.tz, duty)) night[index] = (night[index] ?? 0) + length;
  }
  const left = workMs.map((_, n) => (isLeft(book, personId, dateOf(first + n)) ? 1 : 0));
  return { first, workMs, nightWorkMs: night, left };
}

function isLeft(book: RosterBook, personId: string, date: string): boolean {
  const kind = absenceOn(book, personId, date)?.absence;
  return kind === 'CA' || kind === 'CM';
}

function workOf(book: RosterBook, duty: Duty): number {
  const { startMs, endMs } = presenceOf(duty);
  return Math.max(0, endMs - startMs - breakMsOf(book, duty));
}

/** The unpaid break of office hours, in ms; shifts have none. */
export function breakMsOf(book: RosterBook, { kind, date }: Pick<Duty, 'kind' | 'date'>): number {
  if (kind !== 'office') return 0;
  const hours = book.plan.office.findLast((each) => each.from <= date)?.value;
  return (hours?.breakMinutes ?? 0) * 60_000;
}

function isNightWork(tz: string, { startMs, endMs, kind }: Duty): boolean {
  if (kind === 'day' || kind === 'office') return false;
  return nightMsOf(tz, startMs, endMs) >= nightWorkMs;
}

/** More than 48 h a week on average over a rolling 26 weeks, overtime included. */
function weekly(tz: string, personId: string, days: Days): Finding | null {
  const worst = worstPeriod(days.workMs, averageDays, (sum, at) => {
    const counted = averageDays - sumOf(days.left, at, averageDays);
    return counted > 0 ? (sum * 7) / counted : 0;
  });
  if (!worst || worst.average <= weeklyAverageMs) return null;
  return average('weekly-average', tz, personId, days.first + worst.at, averageDays, {
    measured: worst.average,
    limit: weeklyAverageMs,
    of: 'par semaine en moyenne sur 26 semaines',
  });
}

/** Night work over 8 h a day on average over three months; weekly rest days are not counted (directive, article 16 c). */
function nightly(
  tz: string,
  personId: string,
  days: Days,
  from: string,
  to: string,
): Finding | null {
  const first = dayOf(from) - (nightDays - 1) - days.first;
  const work = days.nightWorkMs.slice(first, dayOf(to) + nightDays - days.first);
  const worst = worstPeriod(work, nightDays, (sum) => sum / nightDaysCounted);
  if (!worst || worst.average <= nightAverageMs) return null;
  return average('night-average', tz, personId, days.first + first + worst.at, nightDays, {
    measured: worst.average,
    limit: nightAverageMs,
    of: 'de nuit par jour en moyenne sur trois mois, jours de repos hebdomadaire exclus',
  });
}

function worstPeriod(
  work: readonly number[],
  length: number,
  averageOf: (sum: number, at: number) => number,
): { at: number; average: number } | null {
  let sum = sumOf(work, 0, length);
  let worst: { at: number; average: number } | null = null;
  for (let at = 0; at + length <= work.length; at += 1) {
    const average = averageOf(sum, at);
    if (!worst || average > worst.average) worst = { at, average };
    sum += (work[at + length] ?? 0) - (work[at] ?? 0);
  }
  return worst;
}

function sumOf(numbers: readonly number[], at: number, length: number): number {
  let sum = 0;
  for (let index = at; index < at + length; index += 1) sum += numbers[index] ?? 0;
  return sum;
}

function average(
  rule: 'weekly-average' | 'night-average',
  tz: string,
  personId: string,
  firstDay: number,
  days: number,
  { measured, limit, of }: { measured: number; limit: number; of: string },
): Finding {
  const first = dateOf(firstDay);
  const last = dateOf(firstDay + days - 1);
  return {
    key: `${rule}:${personId}`,
    rule,
    severity: 'error',
    personId,
    shiftId: null,
    fromMs: startOf(tz, first),
    toMs: startOf(tz, first) + days * dayMs,
    measured: Math.round(measured),
    limit,
    unit: 'ms',
    message:
      `${spelledLength(measured)} ${of}, du ${spelledDate(first)} au ${spelledDate(last)} : ` +
      `${spelledLength(limit)} au plus.`,
    exemptedBy: null,
  };
}

function startOf(tz: string, date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(tz).epochMilliseconds;
}
