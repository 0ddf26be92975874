import type { Database } from './database.ts';

/** Prepares a module's statements on a database, or gives those that stand ready. */
type StatementsOf = (database: Database) => unknown;

const register: StatementsOf[] = [];

/**
 * Statements prepared once per database: an unprepared one costs two to nine times as much.
 * They go when their database goes.
 */
export function prepared<S>(prepare: (orm: Database['drizzle']) => S): (database: Database) => S {
  const known = new WeakMap<Database, S>();
  const statementsOf = (database: Database): S => {
    const ready = known.get(database);
    if (ready) return ready;
    const made = prepare(database.drizzle);
    known.set(database, made);
    return made;
  };
  register.push(statementsOf);
  return statementsOf;
}

/** Prepares every statement of all modules that are loaded: a test looks at their plans. */
export function prepareAll(database: Database): void {
  for (const statementsOf of register) statementsOf(database);
}
