import type { Database } from '@vigie/db/database';
import { rosterEventsUntil, type Dates, type RosterEvents } from '@vigie/db/queries/roster';
import type { Person } from '@vigie/shared/people/person';
import { evolveOverride, evolvePlan } from '@vigie/shared/roster/evolve';
import type { Override, OverrideEvent } from '@vigie/shared/roster/override';
import { defaultPlan, type PlanEvent, type RosterPlan } from '@vigie/shared/roster/plan';
import { RosterBook } from '@vigie/shared/roster/roster-book';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { RosterContents } from './roster-contents.ts';

/** The roster of some dates as it was known at an instant (ROST-1): folded from what the log said until then. */
export function bookKnownAt(
  database: Database,
  people: readonly Person[],
  at: number,
  dates: Dates,
): RosterBook {
  const { plan, overrides } = foldRoster(rosterEventsUntil(database, at, dates));
  return new RosterBook(
    plan,
    people.map((person) => personKnownAt(person, at)),
    overrides,
  );
}

/** Folds what the log said of a roster: its frame and its overrides (ROST-1). */
export function foldRoster({ overrides, plan }: RosterEvents): Omit<RosterContents, 'people'> {
  return {
    plan: (plan as Recorded<PlanEvent>[]).reduce<RosterPlan>(evolvePlan, defaultPlan),
    overrides: foldOverrides(overrides as Recorded<OverrideEvent>[]),
  };
}

function foldOverrides(events: readonly Recorded<OverrideEvent>[]): Iterable<Override> {
  const overrides = new Map<string, Override>();
  for (const recorded of events) {
    const before = overrides.get(recorded.streamId) ?? null;
    overrides.set(recorded.streamId, evolveOverride(before, recorded));
  }
  return overrides.values();
}

/** A person's team as it was at an instant: what changed afterwards had not happened. */
function personKnownAt(person: Person, at: number): Person {
  const { former = [] } = person;
  const next = former.find(({ until }) => at < until);
  if (!next) return person;
  const { role, teamId } = next;
  const past = former.filter(({ until }) => until <= at);
  return { ...person, role, teamId, active: true, former: past };
}
