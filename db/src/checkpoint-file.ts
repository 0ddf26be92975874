import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import type { Database } from './database.ts';
import { foldVersion } from './open-upgraded.ts';
import { hashAt } from './queries/past.ts';

/** A state of some fold at a place of the log, as JSON. */
export interface KeptState {
  readonly seq: number;
  readonly state: string;
}

interface Row {
  readonly seq: number;
  readonly hash: string;
  readonly state: Buffer;
}

/**
 * States of a fold along the log, in a file of their own beside the database (TIME-2): no command waits
 * for it, and whoever deletes it loses only the time to make it anew.
 */
export class CheckpointFile {
  readonly #database: Database;
  readonly #client: Sqlite.Database;

  /**
   * Opens the file (`:memory:` for a test) for the log of this database. What another log, another fold
   * of events, or another `version` of the kept state has left in it is thrown away.
   */
  constructor(database: Database, path: string, version: number) {
    this.#database = database;
    this.#client = new Sqlite(path);
    this.#client.pragma('journal_mode = WAL');
    this.#client.pragma('synchronous = OFF');
    this.#client.exec(`CREATE TABLE IF NOT EXISTS maker (name TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS checkpoints (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, state BLOB NOT NULL)`);
    this.#throwAwayForeign([database.logId, foldVersion, version].join(' '));
  }

  /** The last state at or before a place of the log, or null. */
  before(seq: number): KeptState | null {
    const found = this.#client.prepare<[number], Row>(
      `SELECT * FROM checkpoints WHERE seq <= ? ORDER BY seq DESC LIMIT 1`,
    );
    for (let row = found.get(seq); row; row = found.get(seq)) {
      if (row.hash === hashAt(this.#database, row.seq)) return keptOf(row);
      // Another history: the database was put back from a copy, and has gone on from there.
      this.#client.prepare(`DELETE FROM checkpoints WHERE seq >= ?`).run(row.seq);
    }
    return null;
  }

  put({ seq, state }: KeptState): void {
    this.#client
      .prepare(`INSERT OR REPLACE INTO checkpoints (seq, hash, state) VALUES (?, ?, ?)`)
      .run(seq, hashAt(this.#database, seq), zstdCompressSync(state));
  }

  close(): void {
    this.#client.close();
  }

  #throwAwayForeign(maker: string): void {
    const known = this.#client.prepare<[], string>(`SELECT name FROM maker`).pluck().get();
    if (known === maker) return;
    this.#client.exec(`DELETE FROM checkpoints; DELETE FROM maker`);
    this.#client.prepare(`INSERT INTO maker (name) VALUES (?)`).run(maker);
  }
}

function keptOf({ seq, state }: Row): KeptState {
  return { seq, state: zstdDecompressSync(state).toString() };
}
