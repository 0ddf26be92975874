import { openDatabase, type Database, type DatabaseOptions } from './database.ts';
import type { Progress } from './fold-log.ts';
import { schemaOf } from './migrate.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { foldedBy, noteFoldedBy } from './queries/folded-by.ts';
import { headOf } from './verify-chain.ts';

/**
 * Raised when a fold changes what it makes of old events while no table changes: the projections of
 * existing installations are then made anew at their next start. A migration has the same effect.
 */
export const foldVersion = 1;

export interface UpgradeOptions extends DatabaseOptions {
  /** Told how far the projections are that an upgrade makes anew (RUN-7). */
  readonly onRebuild?: (progress: Progress) => void;
}

/**
 * Opens a database to work on it: tables up to date, and projections as this program folds them
 * (LOG-3, RUN-4). Those of an older one are made anew from the log, in one transaction: cut off, it is
 * done at the next start.
 */
export function openUpgraded(path: string, options: UpgradeOptions = {}): Database {
  const database = openDatabase(path, options);
  try {
    const folder = `${schemaOf(database.client)} ${String(foldVersion)}`;
    if (foldedBy(database) !== folder) refold(database, folder, options.onRebuild);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function refold(database: Database, folder: string, onRebuild: UpgradeOptions['onRebuild']): void {
  const refolding = database.client.transaction(() => {
    if (headOf(database).seq > 0) rebuildProjections(database, onRebuild);
    noteFoldedBy(database, folder);
  });
  refolding.immediate();
}
