import type { Refusal } from '../wire/answer.ts';
import { isProtected } from './absence.ts';
import { dateAt, dayMs } from './calendar.ts';
import { absenceOn, dutiesBesideAbsence, dutiesOnDates, shiftOfId, type Duty } from './duties.ts';
import type { Departure, DepartureOf } from './override.ts';
import { dateOfShift, monthOf, nextMonth, type RosterBook } from './roster-book.ts';

/** The fact that makes an entry impossible, whatever the rules say; null where there is none (ROST-1). */
export function faultOf(book: RosterBook, departure: Departure, at: number): Refusal | null {
  if (!book.person(departure.personId)?.active) return 'unknown-person';
  switch (departure.kind) {
    case 'absence':
      return faultOfAbsence(book, departure);
    case 'replacement':
    case 'recall':
      return faultOfCall(book, departure);
    case 'extra':
      return faultOfExtra(book, departure);
    case 'swap':
      return faultOfSwap(book, departure, at);
    case 'late':
      return faultOfTime(book, departure, departure.arrivesMs);
    case 'early-leave':
      return faultOfTime(book, departure, departure.leavesMs);
    case 'posting':
      return faultOfPosting(book, departure);
  }
}

function faultOfAbsence(book: RosterBook, departure: DepartureOf<'absence'>): Refusal | null {
  const { personId, from, to } = departure;
  if (to < from) return 'times-crossed';
  return absencesWithin(book, personId, from, to) ? 'overlapping-absence' : null;
}

/** True where a standing absence of the person touches these dates. */
function absencesWithin(book: RosterBook, personId: string, from: string, to: string): boolean {
  let month = monthOf(from);
  for (; month <= monthOf(to); month = nextMonth(month)) {
    const overrides = book.ofMonth(month).get(personId) ?? [];
    const overlaps = overrides.some(
      ({ departure, status }) =>
        departure.kind === 'absence' &&
        status === 'standing' &&
        departure.from <= to &&
        from <= departure.to,
    );
    if (overlaps) return true;
  }
  return false;
}

/** Nobody is called away from leave, nor to a shift on which they are (domain: "Roster"). */
function faultOfCall(
  book: RosterBook,
  departure: DepartureOf<'replacement' | 'recall'>,
): Refusal | null {
  const { personId, shiftId } = departure;
  if (!shiftOfId(book, shiftId)) return 'unknown-shift';
  const fault = faultOfLeave(book, personId, dateOfShift(shiftId));
  if (fault) return fault;
  if (dutyOn(book, personId, shiftId)) return 'unchanged';
  if (departure.kind === 'recall') return null;
  return isMissing(book, departure.replaces, shiftId) ? null : 'not-on-shift';
}

function faultOfLeave(book: RosterBook, personId: string, date: string): Refusal | null {
  const absence = absenceOn(book, personId, date);
  if (!absence) return null;
  return isProtected(absence.absence) ? 'on-leave' : 'overlapping-absence';
}

/** True where somebody would be on this shift, but for an absence. */
function isMissing(book: RosterBook, personId: string, shiftId: string): boolean {
  const date = dateOfShift(shiftId);
  if (!absenceOn(book, personId, date)) return false;
  return dutiesBesideAbsence(book, personId, date).some((duty) => duty.shiftId === shiftId);
}

function faultOfExtra(book: RosterBook, departure: DepartureOf<'extra'>): Refusal | null {
  const { personId, teamId, startMs, endMs } = departure;
  if (endMs <= startMs || endMs - startMs > dayMs) return 'times-crossed';
  const date = dateAt(book.tz, startMs);
  if (teamId !== null && !hasTeam(book, teamId, date)) return 'unknown-team';
  return faultOfLeave(book, personId, date);
}

function faultOfSwap(
  book: RosterBook,
  { personId, shiftId, withId, withShiftId }: DepartureOf<'swap'>,
  at: number,
): Refusal | null {
  if (personId === withId) return 'swap-with-oneself';
  if (!book.person(withId)?.active) return 'unknown-person';
  const given = dutyOn(book, personId, shiftId);
  const taken = dutyOn(book, withId, withShiftId);
  if (!given || !taken || !shiftOfId(book, shiftId) || !shiftOfId(book, withShiftId)) {
    return 'not-on-shift';
  }
  // Whoever works the other's shift already has nothing to take.
  if (dutyOn(book, personId, withShiftId) || dutyOn(book, withId, shiftId)) return 'unchanged';
  if (Math.min(given.startMs, taken.startMs) <= at) return 'in-the-past';
  // Each must be free to come on the other's date.
  const one = faultOfLeave(book, personId, dateOfShift(withShiftId));
  return one ?? faultOfLeave(book, withId, dateOfShift(shiftId));
}

function faultOfTime(
  book: RosterBook,
  { personId, shiftId }: DepartureOf<'late' | 'early-leave'>,
  ms: number,
): Refusal | null {
  const duty = dutyOn(book, personId, shiftId);
  if (!duty) return 'not-on-shift';
  return duty.startMs <= ms && ms <= duty.endMs ? null : 'times-crossed';
}

function faultOfPosting(book: RosterBook, departure: DepartureOf<'posting'>): Refusal | null {
  const { teamId, from, to } = departure;
  if (to !== null && to < from) return 'times-crossed';
  return teamId === null || hasTeam(book, teamId, from) ? null : 'unknown-team';
}

function hasTeam(book: RosterBook, teamId: string, date: string): boolean {
  return book.cycleOn(date).teams.some(({ id }) => id === teamId);
}

/** The duty of somebody on a shift; null where they are not on it. */
function dutyOn(book: RosterBook, personId: string, shiftId: string): Duty | null {
  const date = dateOfShift(shiftId);
  const duties = dutiesOnDates(book, personId, date, date);
  return duties.find((duty) => duty.shiftId === shiftId) ?? null;
}
