import type { DutyMark } from '../wire/view.ts';
import { dateAt, dateOf, dayOf } from './calendar.ts';
import { absenceOn, dutiesBesideAbsence, presenceOf, shiftOfId } from './duties.ts';
import { currentShift } from './on-duty.ts';
import type { RosterBook } from './roster-book.ts';

/**
 * Who is of the shift that is responsible, and of the next one (ROST-4), absent ones included: what the
 * plateau shows. Whoever belongs to none of them has no mark.
 */
export function dutyMarks(book: RosterBook, shiftId: string): DutyMark[] {
  const shift = shiftOfId(book, shiftId);
  if (!shift) return [];
  const next = currentShift(book.cycleOn(dateAt(book.tz, shift.endMs)), shift.endMs);
  const marks: DutyMark[] = [];
  const last = dayOf(next.date);
  for (let day = dayOf(shift.date) - 1; day <= last; day += 1) {
    const date = dateOf(day);
    for (const { id } of book.people()) {
      const absent = absenceOn(book, id, date) !== null;
      for (const duty of dutiesBesideAbsence(book, id, date)) marks.push({ ...duty, absent });
    }
  }
  return marks.filter(({ startMs, endMs }) => startMs <= next.startMs && shift.startMs < endMs);
}

/** Whoever of these marks is on duty at an instant: not absent, not late, not gone (ROST-1). */
export function onDutyOf(marks: Iterable<DutyMark>, instantMs: number): Set<string> {
  const there = new Set<string>();
  for (const mark of marks) {
    const { startMs, endMs } = presenceOf(mark);
    if (!mark.absent && startMs <= instantMs && instantMs < endMs) there.add(mark.personId);
  }
  return there;
}
