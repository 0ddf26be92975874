import type { Database } from '../database.ts';
import type { Head } from '../event-log.ts';
import { verifyChain } from '../verify-chain.ts';
import { BackupFailed } from './backup-failure.ts';

/** Proves that a database is whole, and that its log ends where it is said to (LOG-5, RUN-4). */
export async function proveDatabase(
  database: Database,
  head: Head,
  progress: (seq: number) => void = () => undefined,
): Promise<void> {
  const told = database.client.pragma('quick_check(1)', { simple: true });
  if (told !== 'ok') throw damaged(database, 'la base ne se lit pas entièrement');
  const chain = await verifyChain(database, progress);
  if (!chain.ok) throw damaged(database, `la main courante est rompue à ${String(chain.seq)}`);
  const ends = chain.head.seq === head.seq && (head.seq === 0 || chain.head.hash === head.hash);
  if (!ends) throw damaged(database, 'la main courante ne finit pas où elle doit');
}

function damaged({ path }: Database, why: string): BackupFailed {
  return new BackupFailed('damaged', `${path} : ${why}.`);
}
