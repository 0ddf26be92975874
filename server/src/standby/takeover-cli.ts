// Tells a standby to take over (RUN-4): the running one, or the copy itself where none runs.
import { parseArgs } from 'node:util';
import { readDatabase } from '@vigie/db/database';
import { databasePath } from '@vigie/db/database-path';
import { BackupFailed } from '@vigie/db/backup/backup-failure';
import { NewerDatabase } from '@vigie/db/migrate';
import { termOf } from '@vigie/db/queries/term';
import { readStandbyMark, type StandbyMark } from '@vigie/db/standby/standby-mark';
import { holdDataFolder } from '../data-folder.ts';
import { readSettings } from '../read-settings.ts';
import { promote, TakeoverRefused } from './promotion.ts';
import type { TakenOverAnswer } from './protocol.ts';
import { Source, SourceFailed } from './source.ts';
import { standbyWords, tokenIn } from './standby-words.ts';

const usage = `pnpm standby:takeover [--force] [--token-file FICHIER]
  le secours dont la copie est dans VIGIE_DATA prend la relève
  --force  même si le serveur répond encore : il s’arrête d’abord, et rien n’est perdu
Réglages : VIGIE_DATA, VIGIE_STANDBY_TOKEN.`;

process.exitCode = await main();

/** 0 when done, 1 when it could not be, 2 when asked wrongly. */
async function main(): Promise<number> {
  const asked = wordsAsked();
  if (!asked) return complain(usage, 2);
  const read = readSettings(process.env, ['VIGIE_DATA']);
  if (!read.ok) return complain(read.faults.join('\n'), 2);
  const folder = read.settings.VIGIE_DATA;
  const mark = readStandbyMark(folder);
  if (!mark || mark.stage === 'promoted') return complain(noStandby(folder, mark), 1);
  const words = standbyWords(process.env, { from: mark.from, token: asked.token });
  if (!words.ok) return complain(words.faults.join('\n'), 2);
  return attempt(() => takeOver(folder, mark, words.token, asked.force));
}

async function takeOver(
  folder: string,
  mark: StandbyMark,
  token: string,
  force: boolean,
): Promise<number> {
  const taken = holdDataFolder(folder);
  if (!taken.ok) {
    tell(await new Source({ url: mark.address, token }).takeOver(force));
    print(`Le secours sert maintenant : ${mark.address}`);
    return 0;
  }
  try {
    tell(await promoteHere(taken.held.path, mark, token, force));
    print('Démarrez maintenant ce serveur : pnpm start.');
    return 0;
  } finally {
    taken.held.close();
  }
}

/** No standby runs: the copy is taken as it lies. */
function promoteHere(
  folder: string,
  mark: StandbyMark,
  token: string,
  force: boolean,
): Promise<TakenOverAnswer> {
  const { from: url, address } = mark;
  return promote({
    ...{ folder, address, force, source: new Source({ url, token }) },
    now: () => Date.now(),
    progress: (text) => process.stderr.write(`… ${text}\n`),
    // Nothing more can come: where the server steps down, what it had last is lost.
    stopFollowing: async () => mark,
    term: () => {
      const copy = readDatabase(databasePath(folder));
      const term = termOf(copy);
      copy.close();
      return term;
    },
  });
}

function tell({ seq, term, fenced }: TakenOverAnswer): void {
  print(`Copie prouvée jusqu’au fait ${String(seq)}. Mandat ${String(term)}.`);
  if (fenced) print('L’ancien serveur s’est retiré.');
  else
    print(
      'L’ancien serveur n’a pas répondu : il sera prévenu dès qu’il reviendra. Vérifiez qu’il est arrêté.',
    );
}

async function attempt(act: () => Promise<number>): Promise<number> {
  try {
    return await act();
  } catch (error) {
    const isKnown = [TakeoverRefused, SourceFailed, BackupFailed, NewerDatabase].some(
      (kind) => error instanceof kind,
    );
    if (!isKnown || !(error instanceof Error)) throw error;
    return complain(error.message, 1);
  }
}

function wordsAsked() {
  try {
    const { values } = parseArgs({
      options: { force: { type: 'boolean', default: false }, 'token-file': { type: 'string' } },
    });
    return { force: values.force, token: tokenIn(values['token-file']) };
  } catch {
    return null;
  }
}

function noStandby(folder: string, mark: StandbyMark | null): string {
  const why = mark ? 'a déjà pris la relève' : 'n’est pas la copie d’un secours';
  return `VIGIE_DATA : le dossier ${folder} ${why}. Attendu : le dossier d’un pnpm standby.`;
}

function complain(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
