import { existsSync, statSync } from 'node:fs';
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupManifest } from '@vigie/shared/operations/backup-manifest';
import { databasePath } from '../database-path.ts';
import { openDatabase, readDatabase } from '../database.ts';
import type { Head } from '../event-log.ts';
import { isKnownSchema } from '../migrate.ts';
import { noteRestored } from '../queries/restored.ts';
import { headOf } from '../verify-chain.ts';
import { BackupFailed, failureOf } from './backup-failure.ts';
import { openBackup, proveFiles, secretName } from './backup-folder.ts';
import { flush } from './file-hash.ts';
import { proveDatabase } from './prove-database.ts';
import { restorationMark } from './restoration-mark.ts';

/** What a restore goes through, in this order. */
export type RestoreProgress =
  | { readonly step: 'files' | 'proof'; readonly done: number; readonly total: number }
  | {
      readonly step: 'upgrade';
      readonly done: number;
      readonly total: number;
      readonly name: string;
    };

export interface RestoreParts {
  /** The backup's folder, or any file in it. */
  readonly backup: string;
  /** Held by the caller: no server runs on it. */
  readonly dataFolder: string;
  /** The operator says that the data of another installation may be replaced. */
  readonly allowOther: boolean;
  /** … and that what came after the backup may be lost, or that what stands cannot be read. */
  readonly allowOlder: boolean;
  readonly now: () => number;
  readonly progress?: (progress: RestoreProgress) => void;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** Where what stood before has been put; null where nothing did. */
  readonly formerDatabase: string | null;
}

/**
 * Puts a backup in the place of what stands (RUN-4), after every check: whole, of this installation,
 * not older, unless told. The former files are kept beside. Cut off in the middle, the folder says so
 * and is refused by the server until the restore is asked for again.
 */
export async function restoreBackup(parts: RestoreParts): Promise<Restored> {
  const { dataFolder, progress = () => undefined } = parts;
  const backup = openBackup(parts.backup);
  const { manifest } = backup;
  if (!isKnownSchema(manifest.versions.schema)) throw madeByNewer(backup.path, manifest);
  await proveFiles(backup, (done, total) => progress({ step: 'files', done, total }));
  await assureMode(dataFolder, manifest);
  assureMayReplace(parts, manifest);
  const fresh = join(dataFolder, 'vigie.db.restoring');
  try {
    await clear(fresh);
    await copyFile(join(backup.path, 'vigie.db'), fresh);
    await prepare(fresh, manifest, parts);
    return { manifest, formerDatabase: await replace(fresh, backup.path, manifest, parts) };
  } catch (error) {
    const failure = failureOf(error, dataFolder);
    await clear(fresh);
    throw failure;
  }
}

/** Proves the copy itself, brings its tables up to date, and notes in it that it is one. */
async function prepare(
  fresh: string,
  { head, at }: BackupManifest,
  { now, progress = () => undefined }: RestoreParts,
): Promise<void> {
  const copy = openDatabase(fresh, {
    onMigration: (step) => progress({ step: 'upgrade', ...step }),
  });
  try {
    await proveDatabase(copy, head, (done) => progress({ step: 'proof', done, total: head.seq }));
    noteRestored(copy, { from: at, at: now(), doubted: false });
    copy.client.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    copy.close();
  }
  await flush(fresh);
}

async function replace(
  fresh: string,
  backupPath: string,
  manifest: BackupManifest,
  { dataFolder, now }: RestoreParts,
): Promise<string | null> {
  const live = databasePath(dataFolder);
  const stood = existsSync(live);
  const former = `${live}.before-${String(now())}`;
  const mark = restorationMark(dataFolder);
  await writeFile(mark, `${manifest.logId}\n`, { mode: 0o600 });
  await flush(dataFolder);
  for (const ending of ['', '-wal']) {
    if (existsSync(live + ending)) await rename(live + ending, former + ending);
  }
  await rm(`${live}-shm`, { force: true });
  await putSecret(backupPath, manifest, dataFolder, former);
  await writeFile(join(dataFolder, 'mode'), `${manifest.mode}\n`, { mode: 0o600 });
  await rename(fresh, live);
  await flush(dataFolder);
  await rm(mark);
  return stood ? former : null;
}

/** The secret that signed the threads of this log belongs to it; another one that stood is kept beside. */
async function putSecret(
  backupPath: string,
  manifest: BackupManifest,
  dataFolder: string,
  former: string,
): Promise<void> {
  const secret = join(dataFolder, secretName);
  if (manifest.secretFrom === 'setting') return;
  if (existsSync(secret)) await rename(secret, `${former}.${secretName}`);
  await copyFile(join(backupPath, secretName), secret);
}

async function assureMode(dataFolder: string, manifest: BackupManifest): Promise<void> {
  const file = join(dataFolder, 'mode');
  const mode = existsSync(file) ? (await readFile(file, 'utf8')).trim() : manifest.mode;
  if (mode === manifest.mode) return;
  const message = `${dataFolder} : ce dossier est du mode ${mode}, la sauvegarde du mode ${manifest.mode}. Attendu : un dossier du même mode, ou vide.`;
  throw new BackupFailed('another-mode', message);
}

function assureMayReplace(parts: RestoreParts, manifest: BackupManifest): void {
  const standing = standingIn(parts.dataFolder);
  if (standing === null) return;
  if (standing === 'unreadable') {
    if (parts.allowOlder) return;
    const message = `${parts.dataFolder} : la base qui s’y trouve ne se lit pas, son âge reste inconnu. Attendu : --older, pour la remplacer malgré tout (elle est gardée à côté).`;
    throw new BackupFailed('older', message);
  }
  if (standing.logId !== manifest.logId) {
    if (parts.allowOther) return;
    const message = `${parts.dataFolder} : la sauvegarde vient d’une autre installation. Attendu : --other, pour la prendre malgré tout (ce qui s’y trouve est gardé à côté).`;
    throw new BackupFailed('another-installation', message);
  }
  const lost = standing.head.seq - manifest.head.seq;
  if (lost <= 0 || parts.allowOlder) return;
  const message = `${parts.dataFolder} : la sauvegarde est plus ancienne que ce qui s’y trouve, de ${String(lost)} faits (${String(manifest.head.seq)} au lieu de ${String(standing.head.seq)}). Attendu : --older, pour la prendre malgré tout.`;
  throw new BackupFailed('older', message);
}

function standingIn(dataFolder: string): { logId: string; head: Head } | 'unreadable' | null {
  const live = databasePath(dataFolder);
  if (!existsSync(live) || statSync(live).size === 0) return null;
  try {
    const database = readDatabase(live);
    try {
      return { logId: database.logId, head: headOf(database) };
    } finally {
      database.close();
    }
  } catch {
    return 'unreadable';
  }
}

function madeByNewer(path: string, { versions }: BackupManifest): BackupFailed {
  const message = `${path} : sauvegarde d’une version plus récente de Vigie (${versions.program}, tables ${versions.schema}). Attendu : cette version-là.`;
  return new BackupFailed('newer-program', message);
}

async function clear(fresh: string): Promise<void> {
  for (const ending of ['', '-wal', '-shm', '-journal']) await rm(fresh + ending, { force: true });
}
