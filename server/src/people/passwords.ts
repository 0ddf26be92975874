import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** What a hash costs: memory in KiB, passes over it, lanes. */
interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane. */
const today: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const tagBytes = 32;

/** Each hash takes a core and 19 MiB for a while: more at once would starve everything else. */
const atOnce = 2;

/** A crowd signs in within seconds; behind more than this nobody would be served in time. */
const longestQueue = 50;

const derive = promisify(argon2);

/** Whether a password is right, and whether its hash was made at another cost than today's. */
export interface Verification {
  readonly matches: boolean;
  readonly needsRehash: boolean;
}

/** Too many passwords wait to be hashed: the asker is to come back. Routes answer `too-many`. */
export class PasswordsBusy extends Error {
  override readonly name = 'PasswordsBusy';
  readonly statusCode = 429;

  constructor() {
    super(`${String(longestQueue)} passwords wait to be hashed already`);
  }
}

/** Hashes and checks passwords by argon2id (ACCESS-2), off the event loop, two at a time, in a short queue. */
export class Passwords {
  readonly #cost: Cost;
  readonly #randomBytes: (size: number) => Buffer;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #decoy: Promise<string> | null = null;

  constructor(cost: Cost = today, random: (size: number) => Buffer = randomBytes) {
    this.#cost = cost;
    this.#randomBytes = random;
  }

  /** The hash of a new password, in PHC form. */
  async hash(password: string): Promise<string> {
    const salt = this.#randomBytes(saltBytes);
    const tag = await this.#derive(password, salt, this.#cost, tagBytes);
    return phcOf({ cost: this.#cost, salt, tag });
  }

  /** Checks a password. A hash that cannot be read matches nothing. */
  async verify(password: string, phc: string): Promise<Verification> {
    const parsed = parsePhc(phc);
    if (!parsed) return { matches: false, needsRehash: false };
    const { cost, salt, tag } = parsed;
    const derived = await this.#derive(password, salt, cost, tag.length);
    return { matches: timingSafeEqual(derived, tag), needsRehash: !sameCost(cost, this.#cost) };
  }

  /** Takes the time of a check where there is nothing to check: an unknown login answers no sooner. */
  async pretend(password: string): Promise<void> {
    this.#decoy ??= this.hash('nobody signs in by this').catch((error: unknown) => {
      this.#decoy = null;
      throw error;
    });
    await this.verify(password, await this.#decoy);
  }

  async #derive(password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
    await this.#turn();
    try {
      return await derive('argon2id', { message: password, nonce, tagLength, ...cost });
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= longestQueue) throw new PasswordsBusy();
    while (this.#running >= atOnce) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }
}

interface Phc {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

function phcOf({ cost: { memory, passes, parallelism }, salt, tag }: Phc): string {
  const numbers = `m=${String(memory)},t=${String(passes)},p=${String(parallelism)}`;
  return `$argon2id$v=19$${numbers}$${base64(salt)}$${base64(tag)}`;
}

function parsePhc(phc: string): Phc | null {
  const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;
  const [, memory, passes, parallelism, salt = '', tag = ''] = form.exec(phc) ?? [];
  if (!tag) return null;
  const cost = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  };
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}

function sameCost(one: Cost, other: Cost): boolean {
  return (
    one.memory === other.memory &&
    one.passes === other.passes &&
    one.parallelism === other.parallelism
  );
}

/** PHC strings leave the padding out. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
