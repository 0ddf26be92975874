import { existsSync, statfsSync, statSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { backupFormat, type BackupManifest } from '@vigie/shared/operations/backup-manifest';
import { databasePath } from '../database-path.ts';
import { readDatabase } from '../database.ts';
import { schemaOf } from '../migrate.ts';
import { eventVersion } from '../upcast.ts';
import { headOf } from '../verify-chain.ts';
import { BackupFailed, failureOf } from './backup-failure.ts';
import {
  backupName,
  databaseName,
  listBackups,
  manifestName,
  secretName,
  type Backup,
} from './backup-folder.ts';
import { flush, hashFile } from './file-hash.ts';
import { proveDatabase } from './prove-database.ts';

/** What a backup goes through, in this order. */
export interface BackupProgress {
  readonly step: 'copy' | 'proof' | 'hash';
  readonly done: number;
  readonly total: number;
}

export interface BackupParts {
  readonly dataFolder: string;
  /** The folder that backups are put into. */
  readonly target: string;
  /** So many of this installation are kept, this one included. */
  readonly keep: number;
  readonly now: () => number;
  readonly program: string;
  readonly progress?: (progress: BackupProgress) => void;
}

/** Pages copied at a time: about 4 MB, so that progress is seen and a stop is heard. */
const pagesAtOnce = 1_024;

/**
 * Copies the database and the secret while the server writes (RUN-4): one state of the file, proved
 * whole after writing, under its name only when all of it is on the disk. Then the oldest go. When
 * anything fails, what stood before stands.
 */
export async function makeBackup(parts: BackupParts): Promise<Backup> {
  const { dataFolder, target } = parts;
  const source = databasePath(dataFolder);
  if (!existsSync(source)) {
    const message = `${source} : aucune base. Attendu : VIGIE_DATA, le dossier d’une installation.`;
    throw new BackupFailed('no-database', message);
  }
  let partial: string | null = null;
  try {
    await mkdir(target, { recursive: true, mode: 0o700 });
    assureRoom(source, target);
    partial = join(target, `.partial-${String(process.pid)}-${String(parts.now())}`);
    await mkdir(partial, { mode: 0o700 });
    const manifest = await fill(partial, source, parts);
    const path = await settle(partial, manifest, target);
    for (const old of listBackups(target, manifest.logId).slice(parts.keep)) {
      await rm(old.path, { recursive: true });
    }
    return { path, manifest };
  } catch (error) {
    // Judged before what was begun is removed: it is what fills the disk.
    const failure = failureOf(error, target);
    if (partial) await rm(partial, { recursive: true, force: true });
    throw failure;
  }
}

/** Refused before anything is written, where it is plain that it cannot fit. */
function assureRoom(source: string, target: string): void {
  const journal = `${source}-wal`;
  const needed = statSync(source).size + (existsSync(journal) ? statSync(journal).size : 0);
  const { bavail, bsize } = statfsSync(target);
  if (bavail * bsize > needed) return;
  const message = `${target} : plus de place. Attendu : ${megabytes(needed)} libres, il y en a ${megabytes(bavail * bsize)}. Les sauvegardes précédentes restent entières.`;
  throw new BackupFailed('no-room', message);
}

async function fill(
  partial: string,
  source: string,
  { dataFolder, now, program, progress = () => undefined }: BackupParts,
): Promise<BackupManifest> {
  const copy = join(partial, databaseName);
  const { logId, head, at, schema, sqlite } = await copyDatabase(source, copy, now, progress);
  const proved = readDatabase(copy);
  try {
    await proveDatabase(proved, head, (done) => progress({ step: 'proof', done, total: head.seq }));
  } finally {
    proved.close();
  }
  const files: BackupManifest['files'] = {
    [databaseName]: await hashFile(copy, (done) =>
      progress({ step: 'hash', done, total: statSync(copy).size }),
    ),
  };
  const secret = join(dataFolder, secretName);
  const hasSecret = existsSync(secret);
  if (hasSecret) {
    await copyFile(secret, join(partial, secretName));
    files[secretName] = await hashFile(secret);
  }
  const mode = (await readFile(join(dataFolder, 'mode'), 'utf8')).trim();
  return {
    ...{ format: backupFormat, at, logId, head, files },
    mode: mode === 'demo' ? 'demo' : 'production',
    versions: { program, events: eventVersion, schema, sqlite },
    secretFrom: hasSecret ? 'file' : 'setting',
  };
}

async function copyDatabase(
  source: string,
  copy: string,
  now: () => number,
  progress: (progress: BackupProgress) => void,
) {
  const { client, logId, ...database } = readDatabase(source);
  try {
    // One open read keeps one state in view. Without it each commit of the server would begin the copy anew.
    client.exec('BEGIN');
    const head = headOf({ client, logId, ...database });
    const at = now();
    const sqlite = String(client.prepare('SELECT sqlite_version()').pluck().get());
    await client.backup(copy, {
      progress: ({ totalPages, remainingPages }) => {
        progress({ step: 'copy', done: totalPages - remainingPages, total: totalPages });
        return pagesAtOnce;
      },
    });
    leaveWithoutJournal(copy);
    return { logId, head, at, schema: schemaOf(client), sqlite };
  } finally {
    client.close();
  }
}

/** A copy is one file: as it is read it makes no journal beside it. */
function leaveWithoutJournal(copy: string): void {
  const client = new Sqlite(copy);
  try {
    client.pragma('journal_mode = DELETE');
  } finally {
    client.close();
  }
}

/** The manifest comes last, and the name only when everything is on the disk. */
async function settle(partial: string, manifest: BackupManifest, target: string): Promise<string> {
  await writeFile(join(partial, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
  });
  for (const name of [...Object.keys(manifest.files), manifestName]) {
    await flush(join(partial, name));
  }
  await flush(partial);
  const path = freeName(target, backupName(manifest.at));
  await rename(partial, path);
  await flush(target);
  return path;
}

function freeName(target: string, name: string): string {
  for (let n = 1; ; n += 1) {
    const path = join(target, n === 1 ? name : `${name}-${String(n)}`);
    if (!existsSync(path)) return path;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} Mo`;
}
