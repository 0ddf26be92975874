import type { Database } from '@vigie/db/database';
import { eventsOf } from '@vigie/db/queries/history';
import { allPeople } from '@vigie/db/queries/people';
import { dateAt } from '@vigie/shared/roster/calendar';
import { always } from '@vigie/shared/roster/plan';
import type { RosterBook } from '@vigie/shared/roster/roster-book';
import type { StaffingChange } from '@vigie/shared/wire/statistics';

interface StaffingParts {
  readonly database: Database;
  readonly roster: { readonly book: RosterBook };
}

const kept = 24;

/** Days on which people joined or left, or another cycle began, the last first (ROST-1). */
export function staffingChanges({ database, roster: { book } }: StaffingParts): StaffingChange[] {
  const changes = new Map<string, { came: number; left: number; cycle: boolean }>();
  const on = (date: string) => {
    const known = changes.get(date) ?? { came: 0, left: 0, cycle: false };
    changes.set(date, known);
    return known;
  };
  for (const { id } of allPeople(database)) {
    for (const { at, event } of eventsOf(database, 'person', id)) {
      if (event.type === 'person-added') on(dateAt(book.tz, at)).came += 1;
      if (event.type === 'person-ended') on(dateAt(book.tz, at)).left += 1;
    }
  }
  for (const { from } of book.plan.cycles) if (from !== always) on(from).cycle = true;
  return [...changes]
    .map(([date, change]) => ({ date, ...change }))
    .sort((one, other) => other.date.localeCompare(one.date))
    .slice(0, kept);
}
