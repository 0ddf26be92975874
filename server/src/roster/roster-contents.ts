import type { Database } from '@vigie/db/database';
import { allPeople } from '@vigie/db/queries/people';
import { allOverrides, currentPlan } from '@vigie/db/queries/roster';
import type { Override } from '@vigie/shared/roster/override';
import type { RosterPlan } from '@vigie/shared/roster/plan';
import type { RosterPerson } from '@vigie/shared/roster/roster-book';

/** All that a roster is made of, as of one commit: what a start reads from the database. */
export interface RosterContents {
  readonly plan: RosterPlan;
  readonly people: Iterable<RosterPerson>;
  readonly overrides: Iterable<Override>;
}

/** Reads the whole roster. */
export function loadRosterContents(database: Database): RosterContents {
  return {
    plan: currentPlan(database),
    people: allPeople(database),
    overrides: allOverrides(database),
  };
}
