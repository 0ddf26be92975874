import { afterEach, beforeEach } from 'vitest';
import type { Database } from '../database.ts';
import type { Writes } from '../writes.ts';
import { SmallDesk } from './small-desk.ts';
import { makeSqliteMedium, type SqliteMedium } from './sqlite-medium.ts';

/** A database with a desk, its own for each test; what the getters give is that of the running test. */
export interface DatabaseStage {
  readonly medium: SqliteMedium;
  readonly database: Database;
  readonly desk: SmallDesk;
  /** Writes rows beside the log, as a transaction does. */
  write(writes: Writes): Promise<void>;
}

/** Sets a fresh database before each test of the file, and clears it away after. */
export function stageDatabase(): DatabaseStage {
  let current: { medium: SqliteMedium; desk: SmallDesk } | null = null;
  let written = 0;
  beforeEach(async () => {
    const medium = await makeSqliteMedium();
    current = { medium, desk: new SmallDesk(await medium.open()) };
  });
  afterEach(async () => {
    await current?.medium.destroy();
    current = null;
  });
  const now = () => {
    if (!current) throw new Error('no test is running');
    return current;
  };
  return {
    get medium() {
      return now().medium;
    },
    get database() {
      return now().medium.database;
    },
    get desk() {
      return now().desk;
    },
    write: async (writes) => {
      written += 1;
      const key = `write-${String(written)}`;
      const request = { key, by: 'system', at: 1, type: 'test', origin: null };
      const decide = () => ({ ok: true as const, appends: [], writes, answer: () => null });
      await now().desk.log.transact(request, [], decide);
    },
  };
}
