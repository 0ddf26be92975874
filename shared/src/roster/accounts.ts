import type { HoursAccount } from '../wire/roster.ts';
import { isCredited, isWorkedElsewhere } from './absence.ts';
import { dateOf, dayOf } from './calendar.ts';
import { absenceOn, dutiesBesideAbsence, ownDuty, presenceOf, type Duty } from './duties.ts';
import { nightMsOf } from './night-hours.ts';
import type { RosterBook } from './roster-book.ts';
import { breakMsOf } from './rules/averages.ts';

/** The bases of duty that are not one's own cycle. */
const overtimeBases: readonly Duty['basis'][] = ['replacement', 'recall', 'extra'];

type Hours = Omit<HoursAccount, 'personId' | 'balanceMs'>;
const none: Hours = { dueMs: 0, workedMs: 0, creditedMs: 0, nightMs: 0, overtimeMs: 0 };

/**
 * Hours of a person over dates, both included, in ms (ROST-2). A shift counts for the date on which it
 * starts; the balance is what was worked and credited beyond what the cycle asked for.
 */
export function accountOf(
  book: RosterBook,
  personId: string,
  from: string,
  to: string,
): HoursAccount {
  let sum = none;
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    sum = plus(sum, hoursOn(book, personId, dateOf(day)));
  }
  const balanceMs = sum.workedMs + sum.creditedMs - sum.dueMs;
  return { personId, ...sum, balanceMs };
}

function hoursOn(book: RosterBook, personId: string, date: string): Hours {
  const own = ownDuty(book, personId, date);
  const dueMs = own ? plannedMs(book, own) : 0;
  const absence = absenceOn(book, personId, date)?.absence;
  const duties = dutiesBesideAbsence(book, personId, date);
  if (absence) {
    const missedMs = duties.reduce((ms, duty) => ms + plannedMs(book, duty), 0);
    if (isWorkedElsewhere(absence)) return { ...none, dueMs, workedMs: missedMs };
    return { ...none, dueMs, creditedMs: isCredited(absence) ? missedMs : 0 };
  }
  return duties.reduce((hours, duty) => plus(hours, hoursOf(book, duty)), { ...none, dueMs });
}

function hoursOf(book: RosterBook, duty: Duty): Hours {
  const { startMs, endMs } = presenceOf(duty);
  const workedMs = Math.max(0, endMs - startMs - breakMsOf(book, duty));
  const nightMs =
    duty.kind === 'day' || duty.kind === 'office' ? 0 : nightMsOf(book.tz, startMs, endMs);
  const overtimeMs = overtimeBases.includes(duty.basis) ? workedMs : 0;
  return { ...none, workedMs, nightMs, overtimeMs };
}

function plannedMs(book: RosterBook, duty: Duty): number {
  return duty.endMs - duty.startMs - breakMsOf(book, duty);
}

function plus(one: Hours, other: Hours): Hours {
  return {
    dueMs: one.dueMs + other.dueMs,
    workedMs: one.workedMs + other.workedMs,
    creditedMs: one.creditedMs + other.creditedMs,
    nightMs: one.nightMs + other.nightMs,
    overtimeMs: one.overtimeMs + other.overtimeMs,
  };
}
