import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openDatabase, type Database } from '../database.ts';
import { createEventLog } from '../sqlite-event-log.ts';
import type { Medium } from './contract/medium.ts';

/** A database file of its own in a temporary folder. */
export interface SqliteMedium extends Medium {
  readonly path: string;
  /** The open database of the last `open`. */
  readonly database: Database;
}

/** A real file, as the product has it; an outsider's connection looks at it and tampers with it. */
export async function makeSqliteMedium(): Promise<SqliteMedium> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-db-'));
  const path = join(folder, 'vigie.db');
  let database = openDatabase(path);
  let log = createEventLog(database);
  const outsider = new Sqlite(path);
  const tamper = (statement: string, seq: number) => {
    outsider.exec('DROP TRIGGER IF EXISTS events_keep_update');
    outsider.exec('DROP TRIGGER IF EXISTS events_keep_delete');
    outsider.prepare(statement).run(seq);
  };
  return {
    path,
    get database() {
      return database;
    },
    async open(onError) {
      await log.close();
      database.close();
      database = openDatabase(path);
      log = createEventLog(database, onError ? { onError } : {});
      return log;
    },
    commitMark: () => outsider.pragma('data_version', { simple: true }),
    async forge(seq) {
      tamper(`UPDATE events SET body = replace(body, '"P2"', '"P3"') WHERE seq = ?`, seq);
    },
    async remove(seq) {
      tamper('DELETE FROM events WHERE seq = ?', seq);
    },
    async destroy() {
      outsider.close();
      database.close();
      await rm(folder, { recursive: true });
    },
  };
}
