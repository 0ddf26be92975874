import { randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { migrateTables, type MigrationProgress } from './migrate.ts';

/** One open database file. Whoever opened it closes it. */
export interface Database {
  readonly path: string;
  /** Names the log in it among all logs; made once with the file. */
  readonly logId: string;
  readonly client: Sqlite.Database;
  readonly drizzle: BetterSQLite3Database;
  /** Empties the journal into the file, so that nothing erased is left in it. Whoever ships the journal takes this over. */
  writeBack: () => void;
  close(): void;
}

export interface DatabaseOptions {
  /** How far a commit waits for the disk. Anything but FULL may lose what was acknowledged: benches only. */
  readonly synchronous?: 'FULL' | 'NORMAL' | 'OFF';
  /** `kept`: the journal is never written back by itself, since somebody ships it to a standby (RUN-4). */
  readonly journal?: 'written-back' | 'kept';
  readonly newLogId?: () => string;
  readonly now?: () => number;
  /** Told of each step of an upgrade (RUN-7). */
  readonly onMigration?: (progress: MigrationProgress) => void;
}

const busyTimeoutMs = 5_000;
const journalKeptBytes = 64 * 1024 * 1024;

/** Opens the file, made where it is missing, and brings its tables up to date. */
export function openDatabase(path: string, options: DatabaseOptions = {}): Database {
  const client = new Sqlite(path);
  try {
    setPragmas(client, options.synchronous ?? 'FULL');
    if (options.journal === 'kept') client.pragma('wal_autocheckpoint = 0');
    migrateTables(client, options.onMigration);
    client.pragma('foreign_keys = ON');
    return databaseOf(client, nameLog(client, options));
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Opens a file to read it as it stands: its tables are left as they are. */
export function readDatabase(path: string): Database {
  const client = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    client.pragma(`busy_timeout = ${String(busyTimeoutMs)}`);
    return databaseOf(client, loggedId(client));
  } catch (error) {
    client.close();
    throw error;
  }
}

function databaseOf(client: Sqlite.Database, logId: string): Database {
  const { name: path } = client;
  return {
    ...{ path, logId, client, drizzle: drizzle({ client }) },
    writeBack: () => void client.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => client.close(),
  };
}

function setPragmas(client: Sqlite.Database, synchronous: string): void {
  client.pragma(`busy_timeout = ${String(busyTimeoutMs)}`);
  client.pragma('journal_mode = WAL');
  client.pragma(`synchronous = ${synchronous}`);
  client.pragma('foreign_keys = OFF');
  // What is deleted is overwritten: drafts that were sent, and all that the retention erases (ACCESS-4).
  client.pragma('secure_delete = ON');
  // After a flood the journal shrinks again, instead of keeping its largest size for good.
  client.pragma(`journal_size_limit = ${String(journalKeptBytes)}`);
}

function nameLog(client: Sqlite.Database, { newLogId, now }: DatabaseOptions): string {
  const set = client.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING');
  set.run('log-id', (newLogId ?? randomLogId)());
  set.run('created-at', String((now ?? Date.now)()));
  return loggedId(client);
}

function loggedId(client: Sqlite.Database): string {
  return String(client.prepare(`SELECT value FROM meta WHERE key = 'log-id'`).pluck().get());
}

function randomLogId(): string {
  return randomBytes(12).toString('base64url');
}
