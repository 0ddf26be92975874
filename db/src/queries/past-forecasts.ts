import { asc, eq, isNull, sql } from 'drizzle-orm';
import { placeholdersOf } from '../columns.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { pastForecasts } from '../schema/forecast.ts';

/** A kept forecast of a relief: as it was simulated, as it was shown, and what happened (MET-4). */
export interface KeptForecast {
  readonly reliefAt: number;
  readonly slotMinutes: number;
  readonly madeAt: number;
  /** In thousandths of a ticket. */
  readonly rawLow: number;
  readonly rawMedian: number;
  readonly rawHigh: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly actual: number | null;
}

const since = sql.placeholder('since');

const statements = prepared((orm) => ({
  keep: orm
    .insert(pastForecasts)
    .values(placeholdersOf(pastForecasts))
    .onConflictDoNothing()
    .prepare(),
  settle: orm
    .update(pastForecasts)
    // A column set to nothing but a placeholder: drizzle asks for the type.
    .set({ actual: sql`${sql.placeholder('actual')}` })
    .where(
      sql`${eq(pastForecasts.reliefAt, sql.placeholder('reliefAt'))} and ${isNull(pastForecasts.actual)}`,
    )
    .prepare(),
  since: orm
    .select()
    .from(pastForecasts)
    .where(sql`${pastForecasts.reliefAt} >= ${since}`)
    .orderBy(asc(pastForecasts.reliefAt), asc(pastForecasts.madeAt))
    .prepare(),
  forget: orm
    .delete(pastForecasts)
    .where(sql`${pastForecasts.reliefAt} < ${sql.placeholder('before')}`)
    .prepare(),
}));

/** Keeps a forecast; the first of its slot stands. */
export function keepForecast(database: Database, kept: KeptForecast): void {
  statements(database).keep.run({ ...kept });
}

/** Notes what came of a relief, once. */
export function settleForecasts(database: Database, reliefAt: number, actual: number): void {
  statements(database).settle.run({ reliefAt, actual });
}

/** The forecasts of reliefs since then, those to come included. */
export function forecastsSince(database: Database, sinceMs: number): KeptForecast[] {
  return statements(database).since.all({ since: sinceMs });
}

/** Drops what is too old to tell anything. */
export function forgetForecasts(database: Database, beforeMs: number): void {
  statements(database).forget.run({ before: beforeMs });
}
