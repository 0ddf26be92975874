import { join } from 'node:path';

/** A file that stands in the data folder while its database is being replaced: no server starts meanwhile. */
export function restorationMark(dataFolder: string): string {
  return join(dataFolder, 'restoring');
}
