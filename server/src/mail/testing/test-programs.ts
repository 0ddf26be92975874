import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the set-up of the tests unpacks mail servers that it does not install: on a machine with a
 * mail server of its own, a second one must not appear. Readable to whom they run as.
 */
export const testProgramsFolder =
  process.env['VIGIE_TEST_PROGRAMS'] ??
  `/var/tmp/vigie-test-programs-${String(process.getuid?.() ?? 0)}`;

/** A file of an unpacked package. */
export function testProgram(path: string): string {
  return join(testProgramsFolder, path);
}

/** The environment in which unpacked programs find their libraries, whatever the machine is called. */
export function libraryPath(): string {
  const folders = ['usr/lib', 'lib', 'usr/lib/postfix', 'usr/lib/courier-authlib'];
  const machines = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];
  const all = folders.flatMap((folder) => [folder, ...machines.map((name) => `${folder}/${name}`)]);
  return all.map(testProgram).filter(existsSync).join(':');
}
