import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { backupFaults, type BackupStatus } from '@vigie/shared/operations/operations-status';

const cli = fileURLToPath(new URL('backup-cli.ts', import.meta.url));
/** A backup gives way to everybody who works. */
const politeness = 10;

export type BackupFailure = Omit<NonNullable<BackupStatus['lastFailure']>, 'at'>;

/** A backup under way in a process of its own. */
export interface BackupRun {
  /** Why it failed; null when it was made. */
  readonly ended: Promise<BackupFailure | null>;
  stop(): void;
}

/** Makes a backup in a process of its own: the server's time belongs to the screens (RUN-4). */
export function runBackup(settings: Readonly<Record<string, string>>): BackupRun {
  const env = { PATH: process.env['PATH'] ?? '', ...settings };
  const child = spawn(process.execPath, [cli, 'backup'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  let fault: BackupFailure['fault'] = 'failed';
  child.stderr?.on(
    'data',
    (text: Buffer) => (complaint = (complaint + text.toString()).slice(-500)),
  );
  child.on('message', (said) => (fault = backupFaults.find((known) => known === said) ?? fault));
  const ended = new Promise<BackupFailure | null>((settle) => {
    child.on('error', (error) => settle({ fault, message: error.name }));
    child.on('exit', (code, signal) => {
      const message = complaint.trim() || `fin ${String(code ?? signal)}`;
      settle(code === 0 ? null : { fault, message });
    });
  });
  if (child.pid !== undefined) setPriority(child.pid, politeness);
  return { ended, stop: () => child.kill('SIGTERM') };
}
