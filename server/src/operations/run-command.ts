import { spawn } from 'node:child_process';

export type CommandOutcome =
  | { readonly ok: true }
  /** In words for the operator: how it ended, and the last line that it complained with. */
  | { readonly ok: false; readonly message: string };

const longestComplaint = 200;

/**
 * Runs a program without a shell, with JSON on its standard input, and ends it and all that it has
 * started when it takes longer than it may (RUN-6). Settles in any case.
 */
export function runCommand(
  [program = '', ...words]: readonly string[],
  input: object,
  limitMs: number,
): Promise<CommandOutcome> {
  return new Promise((settle) => {
    // A group of its own, so that what it has started ends with it.
    const child = spawn(program, words, { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
    let complaint = '';
    let isOverdue = false;
    const limit = setTimeout(() => {
      isOverdue = true;
      endGroup(child.pid);
    }, limitMs);
    const end = (message: string | null): void => {
      clearTimeout(limit);
      settle(message === null ? { ok: true } : { ok: false, message });
    };
    child.stderr.on('data', (text: Buffer) => {
      complaint = (complaint + text.toString()).slice(-longestComplaint);
    });
    // It may end without having read anything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${JSON.stringify(input)}\n`);
    child.on('error', (error) => end('code' in error ? String(error.code) : error.name));
    child.on('exit', (code, signal) => {
      if (isOverdue) end(`arrêtée après ${String(limitMs / 1_000)} s`);
      else if (code === 0) end(null);
      else end([`fin ${String(code ?? signal)}`, lastLine(complaint)].filter(Boolean).join(' : '));
    });
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself in this very moment.
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
