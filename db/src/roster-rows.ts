import { eq, sql } from 'drizzle-orm';
import { stretchesTouched } from '@vigie/shared/roster/consequences';
import type { Override } from '@vigie/shared/roster/override';
import { defaultPlan, planStreamId, validOn, type RosterPlan } from '@vigie/shared/roster/plan';
import { placeholdersOf, replacedBy } from './columns.ts';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { overrides, rosterPlan } from './schema/roster.ts';

/** Of a posting that has no end. */
const farDate = '9999-12-31';

const statements = prepared((orm) => ({
  override: orm
    .select({ state: overrides.state })
    .from(overrides)
    .where(eq(overrides.id, sql.placeholder('id')))
    .prepare(),
  putOverride: orm
    .insert(overrides)
    .values(placeholdersOf(overrides))
    .onConflictDoUpdate({ target: overrides.id, set: replacedBy(overrides) })
    .prepare(),
  plan: orm.select({ state: rosterPlan.state }).from(rosterPlan).prepare(),
  putPlan: orm
    .insert(rosterPlan)
    .values(placeholdersOf(rosterPlan))
    .onConflictDoUpdate({ target: rosterPlan.id, set: replacedBy(rosterPlan) })
    .prepare(),
}));

/** The override as the log has it, or null. */
export function loadOverride(database: Database, id: string): Override | null {
  const row = statements(database).override.get({ id });
  return row ? overrideOf(row.state) : null;
}

/** The roster's frame as the log has it; null where nobody has changed the default. */
export function loadPlan(database: Database): RosterPlan | null {
  const row = statements(database).plan.get();
  return row ? (JSON.parse(row.state) as RosterPlan) : null;
}

/** The override that a row's JSON holds; the log alone writes it, so it is trusted. */
export function overrideOf(state: string): Override {
  return JSON.parse(state) as Override;
}

/** Stores an override as one state of the fold (LOG-3). */
export function storeOverride(database: Database, override: Override): void {
  const { id, departure, status, at } = override;
  const { kind, personId } = departure;
  // Only the date of extra hours depends on the zone: the queries look a day further on both sides.
  const tz = validOn(defaultPlan.cycles, farDate).tz;
  const stretches = stretchesTouched(override, tz);
  const openEnded = departure.kind === 'posting' && departure.to === null;
  const dates = stretches.flatMap(({ from, to }) => [from, to]).sort();
  statements(database).putOverride.run({
    ...{ id, kind, status, personId, enteredAt: at },
    otherId: departure.kind === 'swap' ? departure.withId : null,
    fromDate: dates[0] ?? farDate,
    toDate: openEnded ? farDate : (dates.at(-1) ?? farDate),
    state: JSON.stringify(override),
  });
}

/** Stores the roster's frame as one state of the fold (LOG-3). */
export function storePlan(database: Database, plan: RosterPlan): void {
  statements(database).putPlan.run({ id: planStreamId, state: JSON.stringify(plan) });
}
