import { parseArgs } from 'node:util';
import { BackupFailed } from '@vigie/db/backup/backup-failure';
import { makeBackup, type BackupProgress } from '@vigie/db/backup/make-backup';
import { restoreBackup, type RestoreProgress } from '@vigie/db/backup/restore-backup';
import { NewerDatabase } from '@vigie/db/migrate';
import { backupConfig } from '../config.ts';
import { holdDataFolder } from '../data-folder.ts';
import { readSettings } from '../read-settings.ts';
import { programVersion } from './program-version.ts';

const usage = `pnpm backup [DOSSIER]                        sauvegarde, le serveur en marche ou non
pnpm restore SAUVEGARDE [--other] [--older]  remet une sauvegarde à la place de ce qui se trouve dans VIGIE_DATA
  --other  même si elle vient d’une autre installation
  --older  même si ce qui se trouve dans VIGIE_DATA est plus récent, ou ne se lit pas
Réglages : VIGIE_DATA, VIGIE_BACKUP_DIR, VIGIE_BACKUP_KEEP.`;

type Told = BackupProgress | RestoreProgress;

const steps: Readonly<Record<Told['step'], string>> = {
  copy: 'Copie (pages)',
  proof: 'Preuve de la main courante (faits)',
  hash: 'Empreinte (octets)',
  files: 'Lecture de la sauvegarde (octets)',
  upgrade: 'Mise à niveau des tables (étapes)',
};

process.exitCode = await main();

/** Runs one command (RUN-4): 0 when done, 1 when it could not be, 2 when asked wrongly. */
async function main(): Promise<number> {
  const asked = wordsAsked();
  const [command, path] = asked?.positionals ?? [];
  if (command === 'backup') return attempt(() => backUp(path));
  if (command === 'restore' && path !== undefined && asked)
    return attempt(() => restore(path, asked.values));
  return complain(usage);
}

function wordsAsked() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        other: { type: 'boolean', default: false },
        older: { type: 'boolean', default: false },
      },
    });
  } catch {
    return null;
  }
}

async function backUp(path: string | undefined): Promise<number> {
  const read = readSettings(process.env, [
    'VIGIE_MODE',
    'VIGIE_DATA',
    'VIGIE_BACKUP_DIR',
    'VIGIE_BACKUP_KEEP',
    'VIGIE_BACKUP_SCHEDULE',
  ]);
  if (!read.ok) return complain(read.faults.join('\n'));
  const { target, keep } = backupConfig(read.settings);
  const made = await makeBackup({
    ...{ dataFolder: read.settings.VIGIE_DATA, keep, program: programVersion },
    target: path ?? target,
    now: () => Date.now(),
    progress: show,
  });
  const { head, secretFrom } = made.manifest;
  print(`Sauvegarde entière et relue : ${made.path} (${String(head.seq)} faits)`);
  if (secretFrom === 'setting') print('VIGIE_SECRET est un réglage : gardez-le avec elle.');
  return 0;
}

async function restore(
  backup: string,
  { other, older }: { other: boolean; older: boolean },
): Promise<number> {
  const read = readSettings(process.env, ['VIGIE_DATA']);
  if (!read.ok) return complain(read.faults.join('\n'));
  const opened = holdDataFolder(read.settings.VIGIE_DATA);
  if (!opened.ok) return complain(opened.fault);
  try {
    const { manifest, formerDatabase } = await restoreBackup({
      ...{ backup, dataFolder: opened.held.path, allowOther: other, allowOlder: older },
      now: () => Date.now(),
      progress: show,
    });
    const at = new Date(manifest.at).toISOString();
    print(`Remise en place : l’état du ${at}, ${String(manifest.head.seq)} faits.`);
    if (formerDatabase !== null) print(`Ce qui s’y trouvait est gardé : ${formerDatabase}`);
    return 0;
  } finally {
    opened.held.close();
  }
}

async function attempt(act: () => Promise<number>): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof BackupFailed || error instanceof NewerDatabase)) throw error;
    process.stderr.write(`${error.message}\n`);
    // To the server, where it was the one that asked.
    if (error instanceof BackupFailed) process.send?.(error.fault);
    return 1;
  }
}

function show({ step, done, total }: Told): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${steps[step]} : ${String(done)} sur ${String(total)}\x1b[K`);
  if (done >= total) process.stderr.write('\r\x1b[K');
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
