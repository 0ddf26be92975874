import type Sqlite from 'better-sqlite3';
import { countMails } from '../count-mails.ts';
import { markEvents } from '../mark-events.ts';
import { placeAllInSearch } from '../search-places.ts';

interface Shape {
  readonly type: 'index' | 'trigger';
  readonly name: string;
  readonly sql: string;
}

/** A mail on its way out looks its own row up by this one (its mailbox): without it, it would walk all mails. */
const stays = 'mails_by_id';

/**
 * Indexes and triggers of the schema, put aside while much is written: built once they cost a
 * fraction. Beside triggers that may abort, SQLite flushes the search index at each statement.
 */
export class SchemaAside {
  readonly #client: Sqlite.Database;
  readonly #shapes: readonly Shape[];

  constructor(client: Sqlite.Database) {
    this.#client = client;
    // The indexes of primary keys have no statement of their own, and stay.
    this.#shapes = client
      .prepare<[string], Shape>(
        `SELECT type, name, sql FROM sqlite_master
          WHERE type IN ('index', 'trigger') AND sql NOT NULL AND name <> ?`,
      )
      .all(stays);
    for (const { type, name } of this.#shapes) client.exec(`DROP ${type} "${name}"`);
  }

  /** Builds them again, and what the triggers would have written; rows that break a unique index throw. */
  bringBack(progress: (text: string) => void): void {
    for (const { type, name, sql } of this.#shapes) {
      progress(`${type} ${name}`);
      this.#client.exec(sql);
    }
    progress('search index');
    placeAllInSearch(this.#client);
    this.#client.exec(`INSERT INTO search_words_near (search_words_near) VALUES ('rebuild')`);
    countMails(this.#client);
    markEvents(this.#client);
  }
}
