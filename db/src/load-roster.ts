import { daysAfter } from '@vigie/shared/roster/calendar';
import { stretchesTouched } from '@vigie/shared/roster/consequences';
import type { Override } from '@vigie/shared/roster/override';
import { validOn } from '@vigie/shared/roster/plan';
import { RosterBook } from '@vigie/shared/roster/roster-book';
import { averageDays } from '@vigie/shared/roster/rules/limits';
import type { Database } from './database.ts';
import type { RosterWanted } from './event-log.ts';
import { allPeople } from './queries/people.ts';
import { currentPlan, overridesOfPeople, overridesTouching, type Dates } from './queries/roster.ts';
import { loadOverride } from './roster-rows.ts';

/** Averages look back and ahead over 26 weeks; a week more for the rests at their ends. */
const reachDays = averageDays + 7;

/**
 * As much of the roster as the rules ask for (ROST-2): everybody on the dates that a change touches,
 * and whom it concerns over the periods of the averages.
 */
export function loadRoster(
  database: Database,
  { departures = [], overrideId, dates }: RosterWanted,
): { readonly book: RosterBook; readonly override: Override | null } {
  const plan = currentPlan(database);
  const { tz } = validOn(plan.cycles, '9999-12-31');
  const override = overrideId === undefined ? null : loadOverride(database, overrideId);
  const concerned = [...departures, ...(override ? [override.departure] : [])];
  const stretches = concerned.flatMap((departure) => stretchesTouched({ departure }, tz));
  const found = new Map<string, Override>();
  const keep = (each: Override) => found.set(each.id, each);
  for (const stretch of [...stretches, ...(dates ? [dates] : [])]) {
    overridesTouching(database, widened(stretch, 1)).forEach(keep);
  }
  const [first, last] = endsOf(stretches);
  if (first !== undefined && last !== undefined) {
    const people = [...new Set(stretches.map(({ personId }) => personId))];
    const wide = widened({ from: first, to: last }, reachDays);
    overridesOfPeople(database, people, wide).forEach(keep);
  }
  return { book: new RosterBook(plan, allPeople(database), found.values()), override };
}

function endsOf(stretches: readonly Dates[]): [string | undefined, string | undefined] {
  const dates = stretches.flatMap(({ from, to }) => [from, to]).sort();
  return [dates[0], dates.at(-1)];
}

function widened({ from, to }: Dates, days: number): Dates {
  return { from: daysAfter(from, -days), to: daysAfter(to, days) };
}
