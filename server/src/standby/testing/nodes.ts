import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, readDatabase } from '@vigie/db/database';
import { databasePath } from '@vigie/db/database-path';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import { Passwords } from '../../people/passwords.ts';
import { systemRandom } from '../../random-source.ts';
import { freePort } from '../../testing/free-port.ts';

const entries = {
  server: fileURLToPath(new URL('../../start.ts', import.meta.url)),
  standby: fileURLToPath(new URL('../standby-cli.ts', import.meta.url)),
  takeover: fileURLToPath(new URL('../takeover-cli.ts', import.meta.url)),
};

const standbyToken = 'a token that two servers of the tests share';
const password = 'a password of the tests';
const cheap = { memory: 64, passes: 1, parallelism: 1 };

/** What a process has from the machine that it runs on: where programs are, and what was compiled. */
const ofTheHost = {
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
};

/** A process of the product, with what it has said. */
export class Node {
  readonly child: ChildProcess;
  said = '';

  constructor(command: string, words: readonly string[], env: Record<string, string>) {
    this.child = spawn(command, words, { env: { ...ofTheHost, ...env } });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (text: Buffer) => (this.said += text.toString()));
    }
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async ends(): Promise<number | null> {
    if (this.isRunning) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (this.isRunning) this.child.kill(signal);
    return this.ends();
  }
}

/** Servers and standbys as real processes, each with a folder and a port of its own. */
export class Nodes {
  readonly base = mkdtempSync(join(tmpdir(), 'vigie-nodes-'));
  readonly #settings: Readonly<Record<string, string>>;
  readonly #ports = new Map<string, number>();
  readonly #running: Node[] = [];

  /** `settings`: the mail servers, where the test has any. */
  constructor(settings: Readonly<Record<string, string>> = {}) {
    this.#settings = {
      ...{ VIGIE_MODE: 'production', VIGIE_STANDBY_TOKEN: standbyToken },
      ...{ VIGIE_IMAP_URL: 'imap://nobody:x@127.0.0.1:1', VIGIE_SMTP_URL: 'smtp://127.0.0.1:1' },
      ...{ VIGIE_CONTACT: 'contact@vigie.example', VIGIE_BACKUP_SCHEDULE: 'off' },
      ...settings,
    };
  }

  folder(name: string): string {
    return join(this.base, name);
  }

  async port(name: string): Promise<number> {
    const port = this.#ports.get(name) ?? (await freePort());
    this.#ports.set(name, port);
    return port;
  }

  async url(name: string): Promise<string> {
    return `http://127.0.0.1:${String(await this.port(name))}`;
  }

  /** A commissioner is in the service from the beginning. */
  async appoint(name: string): Promise<void> {
    mkdirSync(this.folder(name), { recursive: true });
    const database = openDatabase(databasePath(this.folder(name)));
    const log = createEventLog(database);
    const hash = await new Passwords(cheap).hash(password);
    const fields = { login: 'gallois', rank: 'Cre', name: 'Gallois', alias: 'RIO 1' } as const;
    const event = { type: 'person-added', ...fields, role: 'commissioner', teamId: null } as const;
    const request = { key: 'appoint', by: 'system', at: Date.now(), type: 'test', origin: null };
    await log.transact(request, [], () => ({
      ok: true,
      appends: [{ stream: 'person', id: 'gallois', events: [{ ...event, clearances: [] }] }],
      writes: { credential: { personId: 'gallois', hash, mustChoose: false } },
      answer: () => undefined,
    }));
    await log.close();
    database.close();
  }

  async server(name: string, settings: Record<string, string> = {}): Promise<Node> {
    const node = await this.#start(name, 'server', [], settings);
    await this.healthy(name, node);
    return node;
  }

  /** A server whose start is expected to be refused. */
  async refusedServer(name: string): Promise<Node> {
    const node = await this.#start(name, 'server', [], {});
    await node.ends();
    return node;
  }

  async standby(
    name: string,
    from: string,
    { settings = {}, under = [], isRefused = false }: Standing = {},
  ): Promise<Node> {
    const node = await this.#start(name, 'standby', ['--from', from], settings, under);
    if (!isRefused) await this.healthy(name, node);
    return node;
  }

  async takeOver(name: string, ...words: string[]): Promise<{ code: number | null; said: string }> {
    const node = await this.#start(name, 'takeover', words, {});
    return { code: await node.ends(), said: node.said };
  }

  /** What a node says of itself. */
  async ready(name: string): Promise<Record<string, unknown>> {
    const response = await fetch(`${await this.url(name)}/readyz`).catch(() => null);
    return response ? ((await response.json()) as Record<string, unknown>) : {};
  }

  async healthy(name: string, node: Node): Promise<void> {
    const url = `${await this.url(name)}/healthz`;
    while (node.isRunning) {
      const response = await fetch(url).catch(() => null);
      if (response?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`it ended:\n${node.said}`);
  }

  async signIn(name: string): Promise<Desk> {
    const url = await this.url(name);
    const response = await fetch(`${url}/api/session`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ login: 'gallois', password }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return new Desk(url, cookie);
  }

  /** The last event in a folder, whatever process has it. */
  headIn(name: string): number {
    const database = readDatabase(databasePath(this.folder(name)));
    const seq = database.client.prepare('SELECT max(seq) FROM events').pluck().get();
    database.close();
    return Number(seq);
  }

  async close(): Promise<void> {
    for (const node of this.#running) await node.kill();
    rmSync(this.base, { recursive: true, force: true });
  }

  async #start(
    name: string,
    entry: keyof typeof entries,
    words: readonly string[],
    settings: Readonly<Record<string, string>>,
    under: readonly string[] = [],
  ): Promise<Node> {
    const own = { VIGIE_DATA: this.folder(name), VIGIE_PORT: String(await this.port(name)) };
    const [command = '', ...before] = [...under, process.execPath];
    const env = { ...this.#settings, ...own, ...settings };
    const node = new Node(command, [...before, entries[entry], ...words], env);
    this.#running.push(node);
    return node;
  }
}

export interface Standing {
  readonly settings?: Record<string, string>;
  /** A command that starts the process, such as one that limits it. */
  readonly under?: readonly string[];
  /** It is expected to end at once. */
  readonly isRefused?: boolean;
}

/** Somebody at work on a server by HTTP; knows what was acknowledged. */
export class Desk {
  acknowledged = 0;
  readonly #url: string;
  readonly #cookie: string;

  constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  /** One command; its `seq`, or null where it was not acknowledged. */
  async work(text = 'Consigne'): Promise<number | null> {
    const command = { type: 'post-instruction', text: `${text} ${systemRandom.newId()}` };
    const response = await this.ask('POST', '/api/commands', {
      key: systemRandom.newId(),
      command,
    });
    if (!response?.ok) return null;
    const { seq } = (await response.json()) as { seq: number };
    this.acknowledged = Math.max(this.acknowledged, seq);
    return seq;
  }

  ask(method: string, path: string, body?: object): Promise<Response | null> {
    return fetch(this.#url + path, {
      ...{ method, headers: { cookie: this.#cookie, 'content-type': 'application/json' } },
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => null);
  }
}
