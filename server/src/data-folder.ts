import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Config } from './config.ts';

/** The folder in which everything is kept, held by this process alone until it is closed. */
export interface DataFolder {
  readonly path: string;
  readonly databasePath: string;
  /** The service's secret: the setting's, else one made here and kept for its owner's eyes. */
  readonly secret: string;
  close(): void;
}

export type DataFolderResult =
  | { readonly ok: true; readonly folder: DataFolder }
  | { readonly ok: false; readonly fault: string };

/**
 * Takes the data folder for this process (RUN-1, RUN-2): refused, in French, where another process has
 * it, where the other mode has used it, or where it cannot be written.
 */
export function openDataFolder({
  dataDir,
  mode,
  secret,
}: Pick<Config, 'dataDir' | 'mode' | 'secret'>): DataFolderResult {
  const path = resolve(dataDir);
  let lock: DatabaseSync | null = null;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    lock = takeLock(path);
    if (!lock)
      return refused(path, 'un autre Vigie en marche s’en sert. Attendu : un dossier libre');
    const former = keep(join(path, 'mode'), mode);
    if (former === mode) return { ok: true, folder: folderOf(path, lock, secret) };
    lock.close();
    return refused(path, `il appartient au mode ${former}. Attendu : un dossier pour ${mode}`);
  } catch (error) {
    lock?.close();
    return refused(path, `inutilisable (${codeOf(error)}). Attendu : un dossier où écrire`);
  }
}

function folderOf(path: string, lock: DatabaseSync, secret: string | null): DataFolder {
  return {
    path,
    databasePath: join(path, 'vigie.db'),
    secret: secret ?? keep(join(path, 'secret'), randomBytes(32).toString('base64url')),
    close: () => lock.close(),
  };
}

/** An exclusive lock that the system itself gives back, even after a kill -9; null when another has it. */
function takeLock(path: string): DatabaseSync | null {
  const lock = new DatabaseSync(join(path, 'lock'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

/** What the file holds; where there is none yet, the given text, kept from now on for its owner alone. */
function keep(file: string, text: string): string {
  try {
    writeFileSync(file, `${text}\n`, { flag: 'wx', mode: 0o600 });
    return text;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return readFileSync(file, 'utf8').trim();
    throw error;
  }
}

/** SQLITE_BUSY: somebody else has the lock. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'erreur inconnue';
}

function refused(path: string, why: string): DataFolderResult {
  return { ok: false, fault: `VIGIE_DATA : le dossier ${path} est refusé, ${why}.` };
}
