import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  backupManifestSchema,
  type BackupManifest,
} from '@vigie/shared/operations/backup-manifest';
import { BackupFailed } from './backup-failure.ts';
import { hashFile } from './file-hash.ts';

/** The names of what stands in a backup. */
export const manifestName = 'manifest.json';
export const databaseName = 'vigie.db';
export const secretName = 'secret';

/** A backup as it lies on the disk. */
export interface Backup {
  readonly path: string;
  readonly manifest: BackupManifest;
}

/** `vigie-20261125T033000Z`: backups sort by name as they do by age. */
export function backupName(at: number): string {
  const stamp = new Date(at).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  return `vigie-${stamp}`;
}

const namePattern = /^vigie-\d{8}T\d{6}Z(-\d+)?$/;

/** The whole backups of one installation in a folder, newest first. What is none of them is left alone. */
export function listBackups(target: string, logId: string): Backup[] {
  if (!existsSync(target)) return [];
  const found = readdirSync(target)
    .filter((name) => namePattern.test(name))
    .flatMap((name): Backup[] => {
      const path = join(target, name);
      const manifest = manifestIn(path);
      return manifest?.logId === logId ? [{ path, manifest }] : [];
    });
  return found.sort((one, other) => other.manifest.at - one.manifest.at);
}

/** Opens a backup by its folder or by any file in it; what is none is refused by name. */
export function openBackup(given: string): Backup {
  const path = existsSync(given) && !statSync(given).isDirectory() ? dirname(given) : given;
  const manifest = manifestIn(path);
  if (manifest) return { path, manifest };
  const message = `${given} : ce n’est pas une sauvegarde de Vigie. Attendu : un dossier vigie-…Z avec son ${manifestName}.`;
  throw new BackupFailed('not-a-backup', message);
}

/** Proves that every file of a backup is the one that was written (RUN-4). */
export async function proveFiles(
  { path, manifest }: Backup,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.files)) {
    const file = join(path, name);
    const found = existsSync(file) ? await hashFile(file, (read) => progress(read, bytes)) : null;
    if (found?.sha256 === sha256 && found.bytes === bytes) continue;
    const what = found ? 'n’est pas celui qui a été écrit' : 'manque';
    throw new BackupFailed(
      'damaged',
      `${path} : sauvegarde endommagée, le fichier ${name} ${what}.`,
    );
  }
}

function manifestIn(path: string): BackupManifest | null {
  try {
    const text = readFileSync(join(path, manifestName), 'utf8');
    return backupManifestSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
