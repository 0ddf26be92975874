import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@vigie/db/database';
import { putFirstRelease } from '@vigie/db/testing/first-release';
import { afterEach, beforeEach, expect, test } from 'vitest';

const entry = join(import.meta.dirname, 'start.ts');
let folder: string;
let ports: number[];
const running: Started[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-start-'));
  ports = await freePorts(5);
});
afterEach(async () => {
  for (const { child } of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  rmSync(folder, { recursive: true, force: true });
});

/** The entry as a process of its own, with what it has printed. */
class Started {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  constructor(settings: Record<string, string>) {
    const [port, smtp, imap] = ports.map(String);
    const env = {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      VIGIE_DATA: folder,
      VIGIE_PORT: port,
      VIGIE_DEMO_SMTP_PORT: smtp,
      VIGIE_DEMO_IMAP_PORT: imap,
      VIGIE_DEMO_TOWN: 'off',
      VIGIE_DEMO_COLLEAGUES: 'off',
      ...settings,
    };
    this.child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (text: Buffer) => (this.stdout += text.toString()));
    this.child.stderr?.on('data', (text: Buffer) => (this.stderr += text.toString()));
    running.push(this);
  }

  async ends(): Promise<number | null> {
    if (this.child.exitCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async prints(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`it ended:\n${this.stdout}${this.stderr}`);
      await pause(20);
    }
  }
}

test('[RUN-1] the demonstration says what it is and how to get in, drains on SIGTERM and exits 0', async () => {
  const started = new Started({});
  await started.prints('Pour se connecter');
  expect(started.stdout).toContain(`http://127.0.0.1:${String(ports[0])}`);
  expect(started.stdout).toContain('DÉMONSTRATION');
  expect(started.stdout).toMatch(/… Nomination des effectifs : 40 sur 40/);
  const base = `http://127.0.0.1:${String(ports[0])}`;
  const login = /^ {2}(\w+) +C/m.exec(started.stdout)?.[1];
  const response = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: 'demonstration' }),
  });
  expect(response.status).toBe(200);
  started.child.kill('SIGTERM');
  expect(await started.ends()).toBe(0);
  expect(started.stderr).toBe('');
});

test('[RUN-2] a second process on the same folder, and a taken port, are refused with a clear line', async () => {
  const first = new Started({});
  await first.prints('Vigie est prête');
  const second = new Started({});
  expect(await second.ends()).toBe(2);
  expect(second.stderr).toMatch(/VIGIE_DATA : .*un autre Vigie en marche/);
  const elsewhere = { VIGIE_DATA: join(folder, 'other') };
  const smtpTaken = new Started(elsewhere);
  expect(await smtpTaken.ends()).toBe(2);
  expect(smtpTaken.stderr).toMatch(/VIGIE_DEMO_(IMAP|SMTP)_PORT/);
  const [smtp = '', imap = ''] = ports.slice(3).map(String);
  const otherMail = { VIGIE_DEMO_SMTP_PORT: smtp, VIGIE_DEMO_IMAP_PORT: imap };
  const portTaken = new Started({ ...elsewhere, ...otherMail });
  expect(await portTaken.ends()).toBe(2);
  expect(portTaken.stderr).toMatch(/est déjà pris : .*VIGIE_PORT/);
});

test('[RUN-2] wrong settings end the start with code 2, each by name', async () => {
  const started = new Started({ VIGIE_PORT: 'abc', VIGIE_DEMO_SPEED: '-1', VIGIE_PROT: '1' });
  expect(await started.ends()).toBe(2);
  expect(started.stderr.trim().split('\n')).toEqual([
    'VIGIE_PROT : réglage inconnu, ignoré.',
    'VIGIE_PORT : valeur refusée. Attendu : un port de 1 à 65535.',
    'VIGIE_DEMO_SPEED : valeur refusée. Attendu : un nombre de 0.01 à 1000.',
  ]);
});

test('[RUN-4] a database of the first release is brought up to date at the start, and serves', async () => {
  putFirstRelease(join(folder, 'vigie.db'));
  const started = new Started({});
  await started.prints('Vigie est prête');
  expect(started.stdout).toMatch(/… Mise à niveau de la base : 1 sur \d+ \(0002_/);
  const base = `http://127.0.0.1:${String(ports[0])}`;
  const login = /^ {2}(\w+) +C/m.exec(started.stdout)?.[1];
  const signedIn = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: 'demonstration' }),
  });
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const found = await fetch(`${base}/api/tickets?status=answered`, { headers: { cookie } });
  expect(JSON.stringify(await found.json())).toMatch(/26-11-\d{4}/);
});

test('[RUN-4] a database of a newer program ends the start with code 2, by name', async () => {
  const path = join(folder, 'vigie.db');
  const database = openDatabase(path);
  database.client.exec(
    `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)`,
  );
  database.close();
  const started = new Started({});
  expect(await started.ends()).toBe(2);
  expect(started.stderr).toContain(`${path} : cette base a été mise à niveau`);
});

test('production with mail servers out of reach lives, says why in the log, and lets the first commissioner in', async () => {
  const [, smtp, imap] = ports.map(String);
  const production = {
    VIGIE_MODE: 'production',
    VIGIE_IMAP_URL: `imap://contact%40service.example:hunter2@127.0.0.1:${imap ?? ''}`,
    VIGIE_SMTP_URL: `smtp://127.0.0.1:${smtp ?? ''}`,
  };
  const started = new Started(production);
  await started.prints('/premier-acces#');
  await started.prints('cannot be reached');
  const base = `http://127.0.0.1:${String(ports[0])}`;
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  expect((await fetch(`${base}/readyz`)).status).toBe(503);
  expect(started.stdout + started.stderr).not.toContain('hunter2');
  started.child.kill('SIGTERM');
  expect(await started.ends()).toBe(0);
  const demo = new Started({});
  expect(await demo.ends()).toBe(2);
  expect(demo.stderr).toContain('mode production');
});

async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  for (let n = 0; n < count; n += 1) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
  }
  const found = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return found;
}
