import type Sqlite from 'better-sqlite3';
import type { Database } from './database.ts';

const placing = `
  INSERT INTO mails_search (rowid, subject, text, sender, number)
  SELECT no, subject, substr(text, 1, 60000), from_name || ' ' || from_address,
    coalesce((SELECT number FROM tickets WHERE id = mails.ticket_id), '')
  FROM mails`;

interface Statements {
  readonly last: Sqlite.Statement<[], number>;
  readonly place: Sqlite.Statement<[number, number]>;
}

/** Not among those that are prepared together: that a commit places its own mails is no query. */
const prepared = new WeakMap<Database, Statements>();

/** The last mail that stands in the search index, as a commit begins. */
export function lastPlaced(database: Database): number {
  return statementsOf(database).last.get() ?? 0;
}

/**
 * Places the mails of a commit in the search index (RUN-3), all by one statement before it ends: between
 * statements FTS5 writes down what it has, and a segment for each mail costs eight times as much. One that was
 * moved within its own commit has its place by the trigger of moves.
 */
export function placeInSearch(database: Database, after: number): void {
  if (lastPlaced(database) > after) statementsOf(database).place.run(after, after);
}

/** Places every mail, where the index is made anew. */
export function placeAllInSearch(client: Sqlite.Database): void {
  client.exec(`${placing} ORDER BY no`);
}

function statementsOf(database: Database): Statements {
  const ready = prepared.get(database);
  if (ready) return ready;
  const { client } = database;
  const made: Statements = {
    last: client.prepare<[], number>(`SELECT max(no) FROM mails`).pluck(),
    place: client.prepare<[number, number]>(
      `${placing} WHERE no > ? AND no NOT IN (SELECT id FROM mails_search_docsize WHERE id > ?) ORDER BY no`,
    ),
  };
  prepared.set(database, made);
  return made;
}
