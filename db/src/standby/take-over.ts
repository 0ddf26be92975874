import { proveDatabase } from '../backup/prove-database.ts';
import { openDatabase } from '../database.ts';
import type { Head } from '../event-log.ts';
import type { MigrationProgress } from '../migrate.ts';
import { lastHeartbeat } from '../queries/heartbeat.ts';
import { noteRestored } from '../queries/restored.ts';
import { noteTerm, termOf } from '../queries/term.ts';
import { headOf } from '../verify-chain.ts';

export interface TakeOverParts {
  /** The copy; nobody follows any more. */
  readonly path: string;
  readonly now: () => number;
  readonly onMigration?: (progress: MigrationProgress) => void;
  readonly onProof?: (done: number, total: number) => void;
}

export interface TakenOver {
  readonly head: Head;
  readonly term: number;
}

/**
 * Makes a standby's copy the service's database (RUN-4): proves that it is whole and its log a chain,
 * begins a new term, and notes that it goes on from an earlier state, so that nothing is sent twice
 * (MAIL-8). Cut off, it is asked for again.
 */
export async function takeOver(parts: TakeOverParts): Promise<TakenOver> {
  const { path, now, onMigration, onProof = () => undefined } = parts;
  const copy = openDatabase(path, onMigration ? { onMigration } : {});
  try {
    const head = headOf(copy);
    await proveDatabase(copy, head, (done) => onProof(done, head.seq));
    const at = now();
    const term = termOf(copy) + 1;
    const begin = copy.client.transaction(() => {
      noteRestored(copy, { from: lastHeartbeat(copy) ?? at, at, doubted: false });
      noteTerm(copy, term);
    });
    begin.immediate();
    copy.writeBack();
    return { head, term };
  } finally {
    copy.close();
  }
}
