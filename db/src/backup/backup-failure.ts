import { statfsSync } from 'node:fs';
import type { BackupFault } from '@vigie/shared/operations/operations-status';

/** A backup or restore that was not done; what stood before stands whole. The message is for the operator. */
export class BackupFailed extends Error {
  override readonly name = 'BackupFailed';
  readonly fault: BackupFault;

  constructor(fault: BackupFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

const withoutRoom = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG']);

/** Less than this is no room for anything, in bytes. */
const hardlyAny = 256 * 1024;

/** The failure of a medium that was written to, said in French; errors that are none of a medium stay as they are. */
export function failureOf(error: unknown, target: string): unknown {
  if (error instanceof BackupFailed) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (withoutRoom.has(code) || (code.startsWith('SQLITE_IOERR') && isFull(target))) {
    const message = `${target} : plus de place. Rien n’y a été remplacé : ce qui s’y trouvait reste entier.`;
    return new BackupFailed('no-room', message, { cause: error });
  }
  if (!/^(SQLITE_|E[A-Z]+$)/.test(code)) return error;
  const message = `${target} : écriture impossible (${code}). Rien n’y a été remplacé.`;
  return new BackupFailed('cannot-write', message, { cause: error });
}

/** SQLite calls some of the ways in which a disk is full an error of reading or writing. */
function isFull(target: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(target);
    return bavail * bsize < hardlyAny;
  } catch {
    return false;
  }
}
