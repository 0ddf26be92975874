import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { createApp, type VigieApp } from '../app.ts';
import type { Config, ProductionConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { Passwords } from '../people/passwords.ts';
import { sessionCookie } from '../people/viewer.ts';
import { systemRandom } from '../random-source.ts';
import { FakeTime } from './fake-time.ts';
import { afternoon, cast, type Login } from './test-room.ts';
import { openTestTicket, type TestTicket } from './test-ticket.ts';

/** What everybody signs in with in these tests. */
export const password = 'a password of the tests';

/** Argon2 as cheap as it gets: what it costs is tested by itself. */
const cheap = { memory: 64, passes: 1, parallelism: 1 };

const testConfig: ProductionConfig = {
  mode: 'production',
  port: 4600,
  host: '127.0.0.1',
  dataDir: '',
  secret: null,
  publicUrl: 'http://127.0.0.1:4600',
  contact: 'contact@vigie.example',
  mailSince: null,
  clamd: null,
  senderChecks: false,
  trustedRelay: null,
  sessionLimits: { idleMs: 60 * 60_000, absoluteMs: 14 * 60 * 60_000 },
  backup: { target: '', keep: 14, schedule: null },
  secondFactor: 'off',
  oidc: null,
  standby: { token: null, address: 'http://127.0.0.1:4600' },
  deadman: { url: null, everyMs: 60_000 },
  alertCommand: null,
  calls: { hosts: new Set(['127.0.0.1']), private: true, loopbackOnly: false },
  given: {},
  logLevel: 'debug',
  imapUrl: 'imap://user:password@127.0.0.1',
  smtpUrl: 'smtp://127.0.0.1',
};

/** The composed service on a database of its own, asked by HTTP, on a clock that the test moves. */
export class TestService {
  readonly time = new FakeTime(afternoon);
  readonly passwords = new Passwords(cheap);
  readonly folder: string;
  readonly config: Config;
  readonly #cookies = new Map<string, string>();
  #log = '';
  #app: VigieApp | null = null;

  private constructor(config: Partial<ProductionConfig>, folder: string) {
    this.config = { ...testConfig, ...config };
    this.folder = folder;
  }

  /** A service with its whole cast, all of whom have the password of the tests. */
  static async open(config: Partial<ProductionConfig> = {}): Promise<TestService> {
    const service = await TestService.empty(config);
    const hash = await service.passwords.hash(password);
    for (const login of Object.keys(cast) as Login[]) await service.#add(login, hash);
    return service;
  }

  /** A service without anybody. */
  static async empty(config: Partial<ProductionConfig> = {}): Promise<TestService> {
    const service = new TestService(config, mkdtempSync(join(tmpdir(), 'vigie-service-')));
    await service.start();
    return service;
  }

  get app(): VigieApp {
    if (!this.#app) throw new Error('the service is not running');
    return this.#app;
  }

  /** Everything that was logged so far. */
  get logged(): string {
    return this.#log;
  }

  async start(webRoot = join(this.folder, 'no-screens')): Promise<void> {
    const sink = new Writable({
      write: (text: Buffer, _encoding, done) => {
        this.#log += text.toString();
        done();
      },
    });
    this.#app = await createApp({
      config: this.config,
      folder: {
        path: this.folder,
        databasePath: join(this.folder, 'vigie.db'),
        secret: 'a secret of the tests',
      },
      clock: this.time,
      timers: this.time,
      random: systemRandom,
      logger: createLogger('debug', sink),
      webRoot,
      passwords: this.passwords,
    });
    await this.#app.http.ready();
  }

  async stop(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Signs in by HTTP; later requests as this person carry the cookie. */
  async signIn(login: string, withPassword = password): Promise<LightMyRequestResponse> {
    const payload = { login, password: withPassword };
    const response = await this.app.http.inject({ method: 'POST', url: '/api/session', payload });
    this.keepCookie(login, response);
    return response;
  }

  /** Asks as this person, or as nobody. */
  ask(login: string | null, options: InjectOptions): Promise<LightMyRequestResponse> {
    const token = login === null ? undefined : this.#cookies.get(login);
    const headers = token === undefined ? {} : { cookie: `${sessionCookie}=${token}` };
    return this.app.http.inject({ ...options, headers: { ...headers, ...options.headers } });
  }

  get(login: string | null, url: string): Promise<LightMyRequestResponse> {
    return this.ask(login, { method: 'GET', url });
  }

  post(login: string | null, url: string, payload: object): Promise<LightMyRequestResponse> {
    return this.ask(login, { method: 'POST', url, payload });
  }

  command(login: string | null, command: object): Promise<LightMyRequestResponse> {
    return this.post(login, '/api/commands', { key: systemRandom.newId(), command });
  }

  /** A citizen's mail opens a ticket. */
  receive(more: TestTicket = {}): Promise<string> {
    return openTestTicket(
      { desk: this.app.desk, clock: this.time, newId: systemRandom.newId },
      more,
    );
  }

  cookieOf(login: string): string {
    return `${sessionCookie}=${this.#cookies.get(login) ?? ''}`;
  }

  keepCookie(login: string, response: LightMyRequestResponse): void {
    const cookie = response.cookies.find(({ name }) => name === sessionCookie);
    if (cookie) this.#cookies.set(login, cookie.value);
  }

  /** Moves the clock on, minute by minute: timers of less than that are late, as on a busy machine. */
  async advance(ms: number): Promise<void> {
    const minute = 60_000;
    for (let left = ms; left > 0; left -= minute) {
      const hop = Math.min(left, minute);
      this.time.jump(hop);
      await this.time.advance(0, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        await this.app.log.idle();
      });
    }
  }

  #add(login: Login, hash: string): Promise<void> {
    const event = {
      type: 'person-added',
      ...{ login, name: login, alias: `alias of ${login}`, ...cast[login] },
    } as const;
    return this.app.desk.system('add-person', login, [], () => ({
      ok: true,
      appends: [{ stream: 'person', id: login, events: [event] }],
      writes: { credential: { personId: login, hash, mustChoose: false } },
      answer: () => undefined,
    }));
  }
}
