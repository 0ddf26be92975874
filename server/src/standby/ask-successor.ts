import { existsSync } from 'node:fs';
import { readDatabase } from '@vigie/db/database';
import { termOf } from '@vigie/db/queries/term';
import { readPeerMark, writeFencedMark } from '@vigie/db/standby/standby-mark';
import { Source, SourceFailed } from './source.ts';

/**
 * Before a server starts: asks its standby whether that one has taken over meanwhile (RUN-4). Null where
 * it has not, or cannot be reached: a service must come back alone as well.
 */
export async function askSuccessor(
  { path, databasePath }: { readonly path: string; readonly databasePath: string },
  token: string | null,
  now: () => number,
): Promise<string | null> {
  const peer = readPeerMark(path);
  if (token === null || !peer || !existsSync(databasePath)) return null;
  try {
    const { term, role } = await new Source({ url: peer.address, token }).term();
    if (role !== 'server' || term <= ownTerm(databasePath)) return null;
    writeFencedMark(path, { term, by: peer.address, at: now() });
    return peer.address;
  } catch (error) {
    if (error instanceof SourceFailed) return null;
    throw error;
  }
}

function ownTerm(path: string): number {
  const database = readDatabase(path);
  try {
    return termOf(database);
  } finally {
    database.close();
  }
}
