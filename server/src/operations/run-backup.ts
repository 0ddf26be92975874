import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('backup-cli.ts', import.meta.url));
/** A backup gives way to everybody who works. */
const politeness = 10;

/** A backup under way in a process of its own. */
export interface BackupRun {
  /** The message for the operator when it failed; null when it was made. */
  readonly ended: Promise<string | null>;
  stop(): void;
}

/** Makes a backup in a process of its own: the server's time belongs to the screens (RUN-4). */
export function runBackup(settings: Readonly<Record<string, string>>): BackupRun {
  const env = { PATH: process.env['PATH'] ?? '', ...settings };
  const child = spawn(process.execPath, [cli, 'backup'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on(
    'data',
    (text: Buffer) => (complaint = (complaint + text.toString()).slice(-500)),
  );
  const ended = new Promise<string | null>((settle) => {
    child.on('error', (error) => settle(error.name));
    child.on('exit', (code, signal) => {
      settle(code === 0 ? null : complaint.trim() || `fin ${String(code ?? signal)}`);
    });
  });
  if (child.pid !== undefined) setPriority(child.pid, politeness);
  return { ended, stop: () => child.kill('SIGTERM') };
}
