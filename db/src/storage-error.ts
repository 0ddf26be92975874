import Sqlite from 'better-sqlite3';
import { StorageFailed, StorageFull } from './event-log.ts';

/** After these, SQLite may have given up the whole transaction, or the medium is no longer to be trusted. */
const ofTheMedium =
  /^SQLITE_(FULL|IOERR|CORRUPT|READONLY|BUSY|LOCKED|CANTOPEN|NOTADB|NOMEM|PROTOCOL)/;

/** The failure of the medium that an error tells of, or null where it is the caller's bug. */
export function storageErrorOf(error: unknown): StorageFull | StorageFailed | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof Sqlite.SqliteError) || !ofTheMedium.test(cause.code)) continue;
    return cause.code === 'SQLITE_FULL'
      ? new StorageFull('no room left where the log is kept', { cause })
      : new StorageFailed(`the log could not be written (${cause.code})`, { cause });
  }
  return null;
}
