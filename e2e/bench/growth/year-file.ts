import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@vigie/db/database';
import { demoPassword } from '@vigie/server/demo/staff';
import { Passwords } from '@vigie/server/people/passwords';
import { writeYear, yearVersion } from '@vigie/server/testing/year/year';

const seed = 2026;
/**
 * A year of so many tickets as a database file, kept among the system's temporary files from one
 * bench to the next until the tale changes. Of another schema, it is migrated like any installation. It
 * is never written to: read it in place, or take a copy.
 */
export async function yearFile(tickets: number): Promise<string> {
  const folder = join(tmpdir(), 'vigie-years');
  const path = join(folder, `${String(tickets)}-${String(seed)}-${String(yearVersion)}.db`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  forget(folder, `${String(tickets)}-`);
  await write(`${path}.part`, tickets);
  renameSync(`${path}.part`, path);
  return path;
}

/** Copies a year to where it may be written to; where the file system can, without copying the bytes. */
export async function copyOfYear(tickets: number, path: string): Promise<void> {
  copyFileSync(await yearFile(tickets), path, constants.COPYFILE_FICLONE);
}

async function write(path: string, tickets: number): Promise<void> {
  const passwordHash = await new Passwords().hash(demoPassword);
  const database = openDatabase(path);
  const begin = performance.now();
  const { events } = writeYear(database, {
    ...{ seed, tickets, passwordHash },
    endMs: Date.now(),
    progress: (text) => process.stderr.write(`year of ${String(tickets)}: ${text}\n`),
  });
  // Whoever copies the file copies this one file only.
  database.client.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const seconds = Math.round((performance.now() - begin) / 1_000);
  console.error(
    `year of ${String(tickets)} tickets: ${String(events)} events, ${String(seconds)} s`,
  );
}

function forget(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix)) rmSync(join(folder, name), { force: true });
  }
}
