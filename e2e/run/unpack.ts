import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';

/**
 * Unpacks packages of Debian into a folder, with those of their libraries that the machine lacks, and
 * installs nothing: no service starts, nothing of the machine is replaced. False where apt cannot.
 */
export function unpack(packages: readonly string[], into: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-packages-'));
  try {
    mkdirSync(into, { recursive: true, mode: 0o755 });
    const known = new Set<string>();
    for (let next = packages; next.length; next = missingLibraries(folder, known)) {
      for (const name of next) known.add(name);
      if (run('apt-get', ['--quiet', 'download', ...next], { cwd: folder }) !== 0) return false;
    }
    return globSync('*.deb', { cwd: folder }).every(
      (file) => run('dpkg-deb', ['-x', file, into], { cwd: folder }) === 0,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Libraries that what was fetched depends on, and that are neither fetched nor installed. */
function missingLibraries(folder: string, known: ReadonlySet<string>): string[] {
  const named = globSync('*.deb', { cwd: folder }).flatMap((file) =>
    output('dpkg-deb', ['-f', join(folder, file), 'Depends'])
      .split(',')
      // Of alternatives the first.
      .map((one) => one.trim().split(/[\s:(|]/)[0] ?? ''),
  );
  const libraries = new Set(named.filter((name) => name.startsWith('lib') && !known.has(name)));
  return [...libraries].filter((name) => !isInstalled(name));
}

function isInstalled(name: string): boolean {
  return output('dpkg-query', ['-W', '-f=${db:Status-Status}', name]) === 'installed';
}

function output(program: string, args: readonly string[]): string {
  return spawnSync(program, args, { encoding: 'utf8' }).stdout;
}
