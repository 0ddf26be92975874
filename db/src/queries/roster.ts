import { asc, eq, sql } from 'drizzle-orm';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Override } from '@vigie/shared/roster/override';
import { defaultPlan, planStreamId, type RosterPlan } from '@vigie/shared/roster/plan';
import type { Database } from '../database.ts';
import type { LogEvent } from '../event-log.ts';
import { prepared } from '../prepared.ts';
import { loadPlan, overrideOf } from '../roster-rows.ts';
import { events } from '../schema/log.ts';
import { overrides } from '../schema/roster.ts';
import { readEvent } from '../stored-event.ts';

const touches = sql`${overrides.fromDate} <= ${sql.placeholder('to')} and ${overrides.toDate} >= ${sql.placeholder('from')}`;
const oneOfThem = sql`(select value from json_each(${sql.placeholder('people')}))`;

const statements = prepared((orm) => {
  const states = () => orm.select({ state: overrides.state }).from(overrides);
  return {
    all: states().orderBy(asc(overrides.enteredAt)).prepare(),
    touching: states().where(touches).prepare(),
    ofPeople: states()
      .where(
        sql`${touches} and (${overrides.personId} in ${oneOfThem} or ${overrides.otherId} in ${oneOfThem})`,
      )
      .prepare(),
    known: orm
      .select({ body: events.body })
      .from(events)
      .where(
        sql`${events.at} <= ${sql.placeholder('at')} and ${events.streamId} in (select ${overrides.id} from ${overrides} where ${touches})`,
      )
      .orderBy(asc(events.seq))
      .prepare(),
    planKnown: orm
      .select({ body: events.body })
      .from(events)
      .where(sql`${events.at} <= ${sql.placeholder('at')} and ${eq(events.streamId, planStreamId)}`)
      .orderBy(asc(events.seq))
      .prepare(),
  };
});

/** Dates (ISO) from one to another, both included. */
export interface Dates {
  readonly from: string;
  readonly to: string;
}

/** Every override there is or was, the first entered first. */
export function allOverrides(database: Database): Override[] {
  return statements(database)
    .all.all()
    .map(({ state }) => overrideOf(state));
}

/** The overrides that touch these dates. */
export function overridesTouching(database: Database, dates: Dates): Override[] {
  return statements(database)
    .touching.all({ ...dates })
    .map(({ state }) => overrideOf(state));
}

/** … of these people alone. */
export function overridesOfPeople(
  database: Database,
  people: readonly string[],
  dates: Dates,
): Override[] {
  return statements(database)
    .ofPeople.all({ people: JSON.stringify(people), ...dates })
    .map(({ state }) => overrideOf(state));
}

/** The roster's frame; the default where nobody has changed it. */
export function currentPlan(database: Database): RosterPlan {
  return loadPlan(database) ?? defaultPlan;
}

/** What the log said of some overrides and of the roster's frame, in its order. */
export interface RosterEvents {
  readonly overrides: readonly Recorded<LogEvent>[];
  readonly plan: readonly Recorded<LogEvent>[];
}

/** What the log said, until an instant, of the overrides that touch these dates and of the frame (ROST-1). */
export function rosterEventsUntil(database: Database, at: number, dates: Dates): RosterEvents {
  const { known, planKnown } = statements(database);
  const read = ({ body }: { body: string }) => readEvent(body).recorded;
  return {
    overrides: known.all({ at, ...dates }).map(read),
    plan: planKnown.all({ at }).map(read),
  };
}
