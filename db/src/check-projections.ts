import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { canonicalJson } from './canonical-json.ts';
import type { Database } from './database.ts';
import { countMails, countTables } from './count-mails.ts';
import { foldLog, type Progress } from './fold-log.ts';
import { resetOutbox } from './rebuild-projections.ts';
import { projectionTables } from './streams.ts';

/** A row that is not what the log says. Names no content: it may be printed. */
export interface Difference {
  readonly table: string;
  readonly key: string;
  /** Columns that differ; empty where one side lacks the row. */
  readonly columns: readonly string[];
  readonly missing: 'live' | 'rebuilt' | null;
}

export type ProjectionCheck =
  | { readonly ok: true; readonly events: number }
  | { readonly ok: false; readonly events: number; readonly differences: readonly Difference[] };

type Row = Readonly<Record<string, string | number | null>>;

/** The projections, the outbox, whose states the events tell, and the counts of its mails and the ledger's. */
const compared = [...projectionTables, 'outbox', ...countTables];

/**
 * Rebuilds every projection into temporary tables and compares them with the live ones (LOG-3). Works
 * on a connection of its own and on one state of the file, so a running server is not disturbed.
 */
export async function checkProjections(
  database: Database,
  progress: (progress: Progress) => void = () => undefined,
): Promise<ProjectionCheck> {
  const client = new Sqlite(database.path);
  try {
    // From here on, the names of the projections mean the temporary tables on this connection.
    shadow(client);
    client.exec('BEGIN');
    const own = { ...database, client, drizzle: drizzle({ client }), close: () => client.close() };
    fillOutbox(client);
    const events = await run(foldLog(own), progress);
    countMails(client);
    const differences = [
      ...compared.flatMap((table) => differencesIn(client, table)),
      ...misplacedMails(client),
    ];
    client.exec('COMMIT');
    return differences.length ? { ok: false, events, differences } : { ok: true, events };
  } finally {
    client.close();
  }
}

function shadow(client: Sqlite.Database): void {
  client.pragma('foreign_keys = OFF');
  const shapes = client.prepare<[string], { sql: string }>(
    `SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?`,
  );
  for (const table of compared) {
    const shape = shapes.get(table)?.sql ?? '';
    client.exec(shape.replace(/^CREATE TABLE/i, 'CREATE TEMP TABLE'));
  }
}

function fillOutbox(client: Sqlite.Database): void {
  client.exec('INSERT INTO temp.outbox SELECT * FROM main.outbox');
  client.exec(resetOutbox('temp'));
}

async function run(
  fold: Generator<Progress, number>,
  progress: (progress: Progress) => void,
): Promise<number> {
  for (;;) {
    const step = fold.next();
    if (step.done) return step.value;
    progress(step.value);
    await new Promise((resume) => setImmediate(resume));
  }
}

function differencesIn(client: Sqlite.Database, table: string): Difference[] {
  const key = keyOf(client, table);
  const only = (here: string, there: string) =>
    new Map(
      client
        .prepare<[], Row>(`SELECT * FROM ${here}.${table} EXCEPT SELECT * FROM ${there}.${table}`)
        .all()
        .map((row) => [key(row), row]),
    );
  const live = only('main', 'temp');
  const rebuilt = only('temp', 'main');
  const all = new Set([...live.keys(), ...rebuilt.keys()]);
  return [...all].flatMap((name) => compare(table, name, live.get(name), rebuilt.get(name)));
}

/** Mails that stand in another ticket than the log put them into. */
function misplacedMails(client: Sqlite.Database): Difference[] {
  const misplaced = client
    .prepare<[], string>(
      `SELECT id FROM main.mails m JOIN temp.mail_places p ON p.mail_id = m.id
       WHERE m.ticket_id IS NOT p.ticket_id`,
    )
    .pluck()
    .all();
  return misplaced.map((key) => ({ table: 'mails', key, columns: ['ticket_id'], missing: null }));
}

function compare(table: string, key: string, live?: Row, rebuilt?: Row): Difference[] {
  if (!live) return [{ table, key, columns: [], missing: 'live' }];
  if (!rebuilt) return [{ table, key, columns: [], missing: 'rebuilt' }];
  const columns = Object.keys(live).filter(
    (column) => !isSame(column, live[column] ?? null, rebuilt[column] ?? null),
  );
  return columns.length ? [{ table, key, columns, missing: null }] : [];
}

/** States are equal when they say the same, in whatever order of fields. */
function isSame(
  column: string,
  one: string | number | null,
  other: string | number | null,
): boolean {
  if (one === other) return true;
  if (column !== 'state' || typeof one !== 'string' || typeof other !== 'string') return false;
  if (!one.startsWith('{') || !other.startsWith('{')) return false;
  return canonicalJson(JSON.parse(one)) === canonicalJson(JSON.parse(other));
}

/** Names a row by the columns of its table's primary key. */
function keyOf(client: Sqlite.Database, table: string): (row: Row) => string {
  const columns = client
    .prepare<[string], string>(`SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk`)
    .pluck()
    .all(table);
  return (row) => columns.map((column) => String(row[column])).join(':');
}
