import { setImmediate as breath } from 'node:timers/promises';
import { Between, cut, cutAfter, type Ends } from './between.ts';
import { ByteLines } from './byte-lines.ts';
import { FaultPoint, type Fault } from './fault-point.ts';

/** The steps of handing a mail over. `body` is the mail on its way, `dot` its end. */
export const smtpSteps = [
  'greeting',
  'hello',
  'from',
  'to',
  'data',
  'body',
  'dot',
  'quit',
] as const;
export type SmtpStep = (typeof smtpSteps)[number];

export const smtpFaults = [
  /** The connection ends before the server hears it. */
  'cut-before',
  /** The server has taken it in; its answer is lost with the connection. */
  'cut-after',
  /** Half of the answer arrives. */
  'cut-amid',
  /** The answer arrives in crumbs. */
  'drip',
  /** Nothing is ever answered on this connection again; the server never hears it. */
  'silent',
  /** The server has taken it in, and nothing is ever answered. */
  'silent-after',
  /** 421: the server goes away. */
  'closing',
  /** 451: later. */
  'later',
  /** 550: never. */
  'never',
  /** Something that is no SMTP. */
  'garbage',
  /** Nothing is done to the dialogue: what happens `meanwhile` is the fault. */
  'none',
] as const;
export type SmtpFault = (typeof smtpFaults)[number];

/** An SMTP server that is real, and stalls, refuses and breaks where it is told to. */
export class SmtpProxy {
  readonly fault = new FaultPoint<SmtpStep, SmtpFault>();
  #between: Between | null = null;

  static async open(serverPort: number): Promise<SmtpProxy> {
    const proxy = new SmtpProxy();
    proxy.#between = await Between.open(serverPort, (ends) => void new Dialogue(ends, proxy.fault));
    return proxy;
  }

  get port(): number {
    return this.#between?.port ?? 0;
  }

  async close(): Promise<void> {
    await this.#between?.close();
  }
}

const codes = { closing: '421 4.3.2 Closing', later: '451 4.3.0 Later', never: '550 5.7.1 Never' };

class Dialogue {
  readonly #ends: Ends;
  readonly #fault: FaultPoint<SmtpStep, SmtpFault>;
  readonly #spoken = new ByteLines();
  readonly #heard = new ByteLines();
  #held: { readonly fault: Fault<SmtpStep, SmtpFault>; readonly answer: Buffer[] } | null = null;
  #inBody = false;
  #silent = false;
  /** The server hears nothing any more: what it has so far is no mail. */
  #deaf = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(ends: Ends, fault: FaultPoint<SmtpStep, SmtpFault>) {
    this.#ends = ends;
    this.#fault = fault;
    this.#turn = this.#strike('greeting').then(() => undefined);
    ends.client.on('data', (bytes: Buffer) => {
      this.#spoken.add(bytes);
      this.#turn = this.#turn.then(() => this.#speak());
    });
    ends.server.on('data', (bytes: Buffer) => {
      this.#heard.add(bytes);
      this.#turn = this.#turn.then(() => this.#hear());
    });
  }

  async #speak(): Promise<void> {
    for (let line = this.#spoken.line(); line; line = this.#spoken.line()) {
      const text = line.toString('latin1').trimEnd();
      const step = this.#inBody ? (text === '.' ? 'dot' : 'body') : stepOf(text);
      if (step === 'dot') this.#inBody = false;
      if (this.#deaf && !this.#inBody) this.#toClient(Buffer.from('503 5.5.1 Not now\r\n'));
      const goesOn = step === null || (await this.#strike(step));
      if (goesOn && !this.#deaf && this.#ends.server.writable) this.#ends.server.write(line);
    }
  }

  /** Lets a fault of this step strike. False where the server must not hear what was said. */
  async #strike(step: SmtpStep): Promise<boolean> {
    const fault = await this.#fault.take(step);
    if (!fault) return true;
    const { kind } = fault;
    switch (kind) {
      case 'cut-before':
        cut(this.#ends);
        return false;
      case 'silent':
        this.#silent = true;
        this.#deaf = true;
        return false;
      case 'closing':
        this.#deaf = true;
        cutAfter(this.#ends, Buffer.from(`${codes.closing}\r\n`));
        return false;
      case 'later':
      case 'never':
        this.#deaf = true;
        this.#toClient(Buffer.from(`${codes[kind]}\r\n`));
        return false;
      default:
        this.#held = { fault, answer: [] };
        return true;
    }
  }

  async #hear(): Promise<void> {
    for (let line = this.#heard.line(); line; line = this.#heard.line()) {
      const text = line.toString('latin1');
      if (text.startsWith('354')) this.#inBody = true;
      const held = this.#held;
      if (!held) {
        this.#toClient(line);
        continue;
      }
      held.answer.push(line);
      if (text[3] === '-') continue;
      this.#held = null;
      await this.#fault.answered(held.fault);
      await this.#answer(held.fault.kind, Buffer.concat(held.answer));
    }
  }

  async #answer(kind: SmtpFault, bytes: Buffer): Promise<void> {
    switch (kind) {
      case 'cut-after':
        return cut(this.#ends);
      case 'cut-amid':
        return cutAfter(this.#ends, bytes.subarray(0, Math.floor(bytes.length / 2)));
      case 'silent-after':
        this.#silent = true;
        return;
      case 'drip':
        for (const byte of bytes) {
          this.#toClient(Buffer.from([byte]));
          await breath();
        }
        return;
      case 'garbage':
        return this.#toClient(Buffer.from([0xff, 0x00, 0x3f, 0x0d, 0x0a]));
      default:
        return this.#toClient(bytes);
    }
  }

  #toClient(bytes: Buffer): void {
    if (!this.#silent && this.#ends.client.writable) this.#ends.client.write(bytes);
  }
}

function stepOf(command: string): SmtpStep | null {
  if (/^(EHLO|HELO)\b/i.test(command)) return 'hello';
  if (/^MAIL FROM/i.test(command)) return 'from';
  if (/^RCPT TO/i.test(command)) return 'to';
  if (/^DATA$/i.test(command)) return 'data';
  return /^QUIT$/i.test(command) ? 'quit' : null;
}
