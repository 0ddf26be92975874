import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { restorationMark } from '@vigie/db/backup/restoration-mark';
import { databasePath } from '@vigie/db/database-path';
import { readFencedMark, readStandbyMark } from '@vigie/db/standby/standby-mark';
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

/** The folder held, whatever stands in it: for commands that put something else there. */
export interface HeldFolder {
  readonly path: string;
  close(): void;
}

export type HeldFolderResult =
  { readonly ok: true; readonly held: HeldFolder } | { readonly ok: false; readonly fault: string };

/**
 * Takes the data folder for this process (RUN-1, RUN-2): refused, in French, where another process has
 * it, where the other mode has used it, where its database is being put in place, or where it cannot
 * be written.
 */
export function openDataFolder({
  dataDir,
  mode,
  secret,
}: Pick<Config, 'dataDir' | 'mode' | 'secret'>): DataFolderResult {
  const taken = holdDataFolder(dataDir);
  if (!taken.ok) return taken;
  const { held } = taken;
  try {
    const why = notServing(held) ?? otherMode(held, mode);
    if (why === null) return { ok: true, folder: folderOf(held, secret) };
    held.close();
    return refused(held.path, why);
  } catch (error) {
    held.close();
    return refused(held.path, unusable(error));
  }
}

/** Takes the folder, made where it is missing; refused where another process has it. */
export function holdDataFolder(dataDir: string): HeldFolderResult {
  const path = resolve(dataDir);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const lock = takeLock(path);
    if (lock) return { ok: true, held: { path, close: () => lock.close() } };
    return refused(path, 'un autre Vigie en marche s’en sert. Attendu : un dossier libre');
  } catch (error) {
    return refused(path, unusable(error));
  }
}

function notServing({ path }: HeldFolder): string | null {
  if (existsSync(restorationMark(path))) return halfRestored;
  const fenced = readFencedMark(path);
  if (fenced)
    return `un autre serveur a pris la relève (${fenced.by}). Attendu : pnpm standby, pour le suivre`;
  const standby = readStandbyMark(path);
  if (!standby || standby.stage === 'promoted') return null;
  return `c’est la copie d’un secours. Attendu : pnpm standby, ou pnpm standby:takeover`;
}

const halfRestored =
  'une restauration y a été interrompue. Attendu : pnpm restore, encore une fois avec la même sauvegarde';

function otherMode({ path }: HeldFolder, mode: Config['mode']): string | null {
  const former = keep(join(path, 'mode'), mode);
  return former === mode
    ? null
    : `il appartient au mode ${former}. Attendu : un dossier pour ${mode}`;
}

function folderOf(held: HeldFolder, secret: string | null): DataFolder {
  const { path } = held;
  return {
    path,
    databasePath: databasePath(path),
    secret: secret ?? keep(join(path, 'secret'), randomBytes(32).toString('base64url')),
    close: () => held.close(),
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

function unusable(error: unknown): string {
  return `inutilisable (${codeOf(error)}). Attendu : un dossier où écrire`;
}

function refused(path: string, why: string): { readonly ok: false; readonly fault: string } {
  return { ok: false, fault: `VIGIE_DATA : le dossier ${path} est refusé, ${why}.` };
}
