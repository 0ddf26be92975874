import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from './free-ports.ts';

const root = join(import.meta.dirname, '../..');
const entry = join(root, 'server/src/start.ts');

/**
 * The built product as its users run it: one process with its own data, mailbox and ports. Nobody is
 * simulated unless the settings say so. It can be killed as by a power cut, and started again.
 */
export class Product {
  readonly url: string;
  readonly smtpPort: number;
  readonly dataDir: string;
  readonly #environment: NodeJS.ProcessEnv;
  #process: ChildProcess | null = null;
  #output = '';

  private constructor(ports: readonly number[], dataDir: string, settings: NodeJS.ProcessEnv) {
    const [free = 0, smtpPort = 0, imapPort = 0] = ports;
    const port = Number(settings['VIGIE_PORT'] ?? free);
    this.url = settings['VIGIE_PUBLIC_URL'] ?? `http://127.0.0.1:${String(port)}`;
    this.smtpPort = smtpPort;
    this.dataDir = dataDir;
    this.#environment = {
      ...process.env,
      VIGIE_PORT: String(port),
      VIGIE_DATA: dataDir,
      VIGIE_DEMO_SMTP_PORT: String(smtpPort),
      VIGIE_DEMO_IMAP_PORT: String(imapPort),
      VIGIE_DEMO_TOWN: 'off',
      VIGIE_DEMO_COLLEAGUES: 'off',
      // Tests share a product, and each leaves its locks behind.
      VIGIE_CLAIM_LIMIT: '100',
      ...settings,
    };
  }

  /** Starts a product on an empty folder; resolves when it answers. */
  static async start(settings: NodeJS.ProcessEnv = {}): Promise<Product> {
    const dataDir = await mkdtemp(join(tmpdir(), 'vigie-e2e-'));
    const product = new Product(await freePorts(3), dataDir, settings);
    await product.launch();
    return product;
  }

  /** A product on a folder of the caller's, which stands when it is closed; it is not launched yet. */
  static async on(dataDir: string, settings: NodeJS.ProcessEnv = {}): Promise<Product> {
    return new Product(await freePorts(3), dataDir, settings);
  }

  /** The process that runs, for those who measure it. */
  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** What the process has printed so far. */
  get output(): string {
    return this.#output;
  }

  /** Starts the process on the data that stands there; resolves when it is ready. */
  async launch(): Promise<void> {
    const { environment, flags } = startLine();
    const child = spawn(process.execPath, [...flags, entry], {
      env: { ...environment, ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => (this.#output += text.toString()));
    }
    await this.#answering(child);
  }

  /** Ends the process as a power cut would. */
  async kill9(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks the process to end; resolves with its exit code. */
  async terminate(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Ends the process and removes its data. */
  async close(): Promise<void> {
    await this.#end('SIGKILL');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  async #answering(child: ChildProcess): Promise<void> {
    while (child.exitCode === null) {
      const ready = await fetch(`${this.url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return;
      await pause(20);
    }
    throw new Error(`the product ended before it answered:\n${this.#output}`);
  }
}

/** With what environment and flags of Node `pnpm start` starts the service: both bound its memory (RUN-5). */
export function startLine(): { environment: NodeJS.ProcessEnv; flags: string[] } {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [, settings = '', flags = ''] =
    /((?:\w+=\S+ )*)exec node ((?:--\S+ )*)/.exec(scripts.start) ?? [];
  const pairs = settings
    .split(' ')
    .filter(Boolean)
    .map((pair) => pair.split('='));
  return {
    environment: Object.fromEntries(pairs) as NodeJS.ProcessEnv,
    flags: flags.split(' ').filter(Boolean),
  };
}
