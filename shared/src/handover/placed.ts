import type { Person } from '../people/person.ts';
import { absenceOn, dutiesStarting, shiftOfId } from '../roster/duties.ts';
import type { Shift } from '../roster/on-duty.ts';
import type { RosterBook } from '../roster/roster-book.ts';

/** A person as the roster places them at a relief. */
export type Placed = Person & { readonly absent?: boolean };

/**
 * People as the roster places them on the shifts of a relief (ROST-1): who replaces or swaps is of the
 * shift in which they serve, and who is absent from theirs is marked so. A shift that the roster does
 * not know leaves everybody where they are.
 */
export function placedFor(
  book: RosterBook,
  shifts: readonly Pick<Shift, 'id' | 'teamId' | 'date'>[],
  people: readonly Person[],
): Placed[] {
  const known = shifts.filter(({ id }) => shiftOfId(book, id) !== null);
  const servesIn = new Map<string, string>();
  for (const { id, teamId, date } of known) {
    for (const duty of dutiesStarting(book, date)) {
      if (duty.shiftId === id) servesIn.set(duty.personId, teamId);
    }
  }
  return people.map((person): Placed => {
    const teamId = servesIn.get(person.id);
    if (teamId !== undefined) return { ...person, teamId };
    const own = known.find((shift) => shift.teamId === person.teamId);
    if (!own) return person;
    // Absent from their own shift, or serving elsewhere that day: theirs it is not.
    return absenceOn(book, person.id, own.date)
      ? { ...person, absent: true }
      : { ...person, teamId: null };
  });
}
