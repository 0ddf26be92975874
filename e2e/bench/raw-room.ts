import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/**
 * The bare baseline of a command: an event, a ticket and an audit row by plain better-sqlite3, with
 * nothing decided, hashed or projected.
 */
export class RawRoom {
  readonly #folder = mkdtempSync(join(tmpdir(), 'vigie-raw-'));
  readonly #client: Sqlite.Database;
  readonly #write: (first: number, count: number) => void;
  #count = 0;

  constructor(synchronous: 'FULL' | 'OFF', tickets: number) {
    this.#client = new Sqlite(join(this.#folder, 'raw.db'));
    this.#client.pragma('journal_mode = WAL');
    this.#client.pragma(`synchronous = ${synchronous}`);
    this.#client.exec(`
      CREATE TABLE events (seq INTEGER PRIMARY KEY, stream_id TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL);
      CREATE TABLE tickets (id TEXT PRIMARY KEY, state TEXT NOT NULL);
      CREATE TABLE commands (id INTEGER PRIMARY KEY, by TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL, answer TEXT NOT NULL, UNIQUE (by, key));
    `);
    this.#fill(tickets);
    this.#write = this.#transaction(tickets);
  }

  /** So many triples of rows in one transaction. */
  write(count: number): void {
    this.#write(this.#count, count);
    this.#count += count;
  }

  close(): void {
    this.#client.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #fill(tickets: number): void {
    const insert = this.#client.prepare('INSERT INTO tickets (id, state) VALUES (?, ?)');
    this.#client.transaction(() => {
      for (let n = 0; n < tickets; n += 1) insert.run(`t${String(n)}`, state);
    })();
  }

  #transaction(tickets: number): (first: number, count: number) => void {
    const event = this.#client.prepare(
      'INSERT INTO events (seq, stream_id, type, at, body, hash) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const ticket = this.#client.prepare('UPDATE tickets SET state = ? WHERE id = ?');
    const audit = this.#client.prepare(
      'INSERT INTO commands (by, key, type, at, answer) VALUES (?, ?, ?, ?, ?)',
    );
    return this.#client.transaction((first: number, count: number) => {
      for (let n = first; n < first + count; n += 1) {
        const id = `t${String(n % tickets)}`;
        event.run(n + 1, id, 'ticket-claimed', n, body, hash);
        ticket.run(state, id);
        audit.run('p1', `key-${String(n)}`, 'claim-ticket', n, answer);
      }
    });
  }
}

/** As large as the real ones. */
const body = 'x'.repeat(150);
const hash = 'f'.repeat(64);
const state = 'x'.repeat(800);
const answer = 'x'.repeat(60);
