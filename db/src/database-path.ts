import { join } from 'node:path';

/** Where the database stands in the data folder (RUN-2): for the server and the commands alike. */
export function databasePath(dataFolder: string): string {
  return join(dataFolder, 'vigie.db');
}
