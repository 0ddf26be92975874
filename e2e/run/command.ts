import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Tests start many processes: what each would compile again is kept from the first on. */
const compiled = join(root, 'node_modules/.cache/compiled');

/** Runs a command to its end, its output going to ours as it comes, and gives its exit code. */
export function run(
  command: string,
  args: readonly string[],
  { cwd = root, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): number {
  const { status, error } = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: ourNodeFirst(), NODE_COMPILE_CACHE: compiled, ...env },
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

/** Runs a script of a package.json. */
export function runScript(name: string, cwd = root): number {
  return run(process.execPath, ['--run', name], { cwd });
}

/** Tools start `node` by name: it must be this one, whatever the host has. */
function ourNodeFirst(): string {
  return [dirname(process.execPath), process.env.PATH].join(delimiter);
}
