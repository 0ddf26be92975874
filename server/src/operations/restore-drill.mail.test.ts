import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readDatabase } from '@vigie/db/database';
import { databasePath } from '@vigie/db/database-path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock, systemTimers } from '../clock.ts';
import { readConfig } from '../config.ts';
import { openDataFolder, type DataFolder } from '../data-folder.ts';
import { Dovecot, hasDovecot } from '../mail/testing/dovecot.ts';
import { letter } from '../mail/testing/letter.ts';
import { SmtpSink } from '../mail/testing/smtp-sink.ts';
import { systemRandom } from '../random-source.ts';
import { startServer, type RunningServer } from '../server.ts';
import { freePort } from '../testing/free-port.ts';

const backupCli = fileURLToPath(new URL('backup-cli.ts', import.meta.url));
const logCli = fileURLToPath(import.meta.resolve('@vigie/db/log-cli'));
const patience = { timeout: 60_000, interval: 50 };

let base: string;
let dovecot: Dovecot;
let sink: SmtpSink;
let running: { server: RunningServer; folder: DataFolder } | null;

async function start(name: string): Promise<string> {
  const port = await freePort();
  const read = readConfig({
    ...{ VIGIE_MODE: 'production', VIGIE_DATA: join(base, name), VIGIE_PORT: String(port) },
    ...{ VIGIE_IMAP_URL: dovecot.imapUrl, VIGIE_SMTP_URL: sink.url() },
    ...{ VIGIE_CONTACT: 'contact@vigie.example', VIGIE_BACKUP_SCHEDULE: 'off' },
  });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const opened = openDataFolder(read.config);
  if (!opened.ok) throw new Error(opened.fault);
  const server = await startServer({
    ...{ config: read.config, folder: opened.folder, logger: pino({ level: 'silent' }) },
    ...{ clock: systemClock, timers: systemTimers, random: systemRandom },
    ...{ webRoot: join(base, 'no-screens'), progress: () => undefined },
  });
  running = { server, folder: opened.folder };
  return server.url;
}

async function stop(): Promise<void> {
  await running?.server.close();
  running?.folder.close();
  running = null;
}

async function command(cli: string, name: string, ...words: string[]): Promise<string> {
  const env = { ...process.env, VIGIE_DATA: join(base, name), VIGIE_BACKUP_DIR: backups() };
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words], { env });
  return stdout;
}

const backups = () => join(base, 'backups');

interface Row {
  readonly uid: number;
  readonly sha256: string;
  readonly outcome: string;
}

/** What became of each message, as a folder's database has it. */
function ledgerOf(name: string): Row[] {
  const database = readDatabase(databasePath(join(base, name)));
  try {
    return database.client
      .prepare<[], Row>('SELECT uid, sha256, outcome FROM ledger ORDER BY uid_validity, uid')
      .all();
  } finally {
    database.close();
  }
}

async function deliver(from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n += 1) {
    const address = `citizen-${String(n)}@orange.example`;
    await dovecot.deliver(letter({ from: address, subject: `Question ${String(n)}` }));
  }
}

describe.skipIf(!hasDovecot)('[RUN-4] the restore drill', () => {
  beforeEach(async () => {
    base = mkdtempSync(join(tmpdir(), 'vigie-drill-'));
    [dovecot, sink] = await Promise.all([Dovecot.start(), SmtpSink.start()]);
  });
  afterEach(async () => {
    await stop();
    await Promise.all([dovecot.close(), sink.close()]);
    rmSync(base, { recursive: true, force: true });
  });

  test('a backup made while mail comes in is restored elsewhere, whole; what came after it is fetched again, once', async () => {
    await start('first');
    await deliver(1, 3);
    await expect.poll(() => ledgerOf('first').length, patience).toBe(3);
    const [said] = await Promise.all([command(backupCli, 'first', 'backup'), deliver(4, 6)]);
    expect(said).toContain('entière et relue');
    await deliver(7, 8);
    await expect.poll(() => ledgerOf('first').length, patience).toBe(8);
    await expect.poll(() => sink.taken.length, patience).toBe(8);
    const before = ledgerOf('first');
    const path = /(\S+vigie-\S+Z)/.exec(said)?.[1] ?? '';
    await expect(command(backupCli, 'first', 'restore', path, '--older')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('un autre Vigie en marche') as string,
    });
    await stop();
    rmSync(join(base, 'first'), { recursive: true });

    expect(await command(backupCli, 'second', 'restore', path)).toContain('Remise en place');
    expect(await command(logCli, 'second', 'verify')).toContain('main courante: whole');
    expect(await command(logCli, 'second', 'rebuild', '--check')).toContain('those of the log');
    const restored = ledgerOf('second');
    expect(restored.length).toBeGreaterThanOrEqual(3);
    expect(restored).toEqual(before.slice(0, restored.length));

    const url = await start('second');
    await expect.poll(() => ledgerOf('second').length, patience).toBe(8);
    expect(ledgerOf('second')).toEqual(before);
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status, patience).toBe(200);
    // Nobody is told twice that their mail came.
    expect(new Set(sink.taken.map(({ to }) => String(to))).size).toBe(sink.taken.length);
    expect(await command(logCli, 'second', 'verify')).toContain('main courante: whole');
  });
});
