import { mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vigie-command-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(script: string): string {
  const path = join(folder, 'alert');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('[RUN-6] a program hears of the alert as JSON, and its words reach it as they are', async () => {
  const path = program(`cat > "${folder}/heard"; printf %s "$1" > "${folder}/word"`);
  const word = '$(touch nobody) ; "x"';
  expect(await runCommand([path, word], { event: 'p0-escalated' }, 10_000)).toEqual({ ok: true });
  expect(readFileSync(join(folder, 'heard'), 'utf8')).toBe('{"event":"p0-escalated"}\n');
  expect(readFileSync(join(folder, 'word'), 'utf8')).toBe(word);
  expect(existsSync(join(folder, 'nobody'))).toBe(false);
});

test('[RUN-6] one that fails says how, with its last complaint', async () => {
  const path = program('echo first >&2; echo "no gateway" >&2; exit 3');
  expect(await runCommand([path], {}, 10_000)).toEqual({
    ok: false,
    message: 'fin 3 : no gateway',
  });
});

test('[RUN-6] one that is not there is a failure, not a crash', async () => {
  const outcome = await runCommand([join(folder, 'nowhere')], {}, 10_000);
  expect(outcome).toEqual({ ok: false, message: 'ENOENT' });
});

test('[RUN-6] one that never ends is ended, and all that it began', async () => {
  const path = program(`sleep 1000 & echo $! > "${folder}/child"; wait`);
  const outcome = await runCommand([path], {}, 300);
  expect(outcome).toEqual({ ok: false, message: 'arrêtée après 0.3 s' });
  const child = Number(readFileSync(join(folder, 'child'), 'utf8'));
  await expect.poll(() => isAlive(child), { timeout: 30_000 }).toBe(false);
});

test('one that reads nothing is no failure', async () => {
  expect(await runCommand([program('exit 0')], { long: 'x'.repeat(1e6) }, 10_000)).toEqual({
    ok: true,
  });
});

/** A process that has ended but not been waited for is not alive any more. */
function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
