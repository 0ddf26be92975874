import { setImmediate as breath } from 'node:timers/promises';
import { Between, cut, cutAfter, type Ends } from './between.ts';
import { ByteLines } from './byte-lines.ts';
import { FaultPoint, type Fault } from './fault-point.ts';

/** The steps of our dialogue with a mailbox, in the order in which a first connection passes them. */
export const imapSteps = [
  'greeting',
  'sign-in',
  'select',
  'noop',
  'search',
  'fetch-facts',
  'fetch-source',
  'mark',
  'idle',
  'poll',
] as const;
/** … and those of a copy that is filed among the sent mails. */
export const sentSteps = ['list', 'append'] as const;
export type ImapStep = (typeof imapSteps)[number] | (typeof sentSteps)[number];

export const imapFaults = [
  /** The connection ends before the server hears the command. */
  'cut-before',
  /** The server has done it; the answer is lost with the connection. */
  'cut-after',
  /** Half of the answer arrives. */
  'cut-amid',
  /** The answer arrives in crumbs. */
  'drip',
  /** Nothing is ever answered on this connection again. */
  'silent',
  /** `NO`, as a busy server says. */
  'refused',
  /** `BAD`, as a confused one says. */
  'bad',
  /** `OK`, and nothing of what was asked. */
  'empty',
  /** `BYE`. */
  'bye',
  /** A line that is no IMAP before the answer. */
  'garbage',
  /** The answer names another UIDVALIDITY than the true one. */
  'other-validity',
  /** The bytes of a mail end early, and their announced length says so too. */
  'truncated',
  /** IDLE is taken and never says anything. */
  'mute',
  /** Nothing is done to the dialogue: what happens `meanwhile` is the fault. */
  'none',
] as const;
export type ImapFault = (typeof imapFaults)[number];

/** An IMAP server that is real, and lies, stalls and breaks where it is told to. */
export class ImapProxy {
  readonly fault = new FaultPoint<ImapStep, ImapFault>();
  #between: Between | null = null;

  static async open(serverPort: number): Promise<ImapProxy> {
    const proxy = new ImapProxy();
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

/** A command under a fault, whose answer is held until it is whole. */
interface Held {
  readonly tag: string;
  readonly fault: Fault<ImapStep, ImapFault>;
  readonly answer: Buffer[];
}

class Dialogue {
  readonly #ends: Ends;
  readonly #fault: FaultPoint<ImapStep, ImapFault>;
  readonly #spoken = new ByteLines();
  readonly #heard = new ByteLines();
  #held: Held | null = null;
  #silent = false;
  #mute = false;
  /** Bytes of a literal that the client still sends. */
  #literal = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(ends: Ends, fault: FaultPoint<ImapStep, ImapFault>) {
    this.#ends = ends;
    this.#fault = fault;
    this.#turn = this.#greet();
    ends.client.on('data', (bytes: Buffer) => {
      this.#spoken.add(bytes);
      this.#turn = this.#turn.then(() => this.#speak());
    });
    ends.server.on('data', (bytes: Buffer) => {
      this.#heard.add(bytes);
      this.#turn = this.#turn.then(() => this.#hear());
    });
  }

  /** The greeting is an answer that nobody asked for. */
  async #greet(): Promise<void> {
    const fault = await this.#fault.take('greeting');
    if (fault && this.#ask('*', fault)) this.#held = { tag: '*', fault, answer: [] };
  }

  async #speak(): Promise<void> {
    for (;;) {
      if (this.#literal > 0) {
        const part = this.#spoken.take(this.#literal);
        if (!part.length) return;
        this.#literal -= part.length;
        this.#toServer(part);
        continue;
      }
      const line = this.#spoken.line();
      if (!line) return;
      const text = line.toString('latin1').trimEnd();
      if (text === 'DONE') this.#mute = false;
      const [tag = '', ...words] = text.split(' ');
      const step = stepOf(words.join(' '));
      const fault = step && (await this.#fault.take(step));
      if (fault && !this.#ask(tag, fault)) continue;
      if (fault) this.#held = { tag, fault, answer: [] };
      this.#literal = Number(/\{(\d+)\+?\}$/.exec(text)?.[1] ?? 0);
      this.#toServer(line);
    }
  }

  /** What strikes before the server hears of it. False where it never will. */
  #ask(tag: string, { step, kind }: Fault<ImapStep, ImapFault>): boolean {
    switch (kind) {
      case 'cut-before':
        cut(this.#ends);
        return false;
      case 'silent':
        this.#silent = true;
        return false;
      case 'bye':
        cutAfter(this.#ends, Buffer.from('* BYE Shutting down\r\n'));
        return false;
      case 'refused':
      case 'bad': {
        const word = kind === 'bad' ? 'BAD Unknown command' : 'NO [UNAVAILABLE] Busy';
        if (step === 'greeting') cutAfter(this.#ends, Buffer.from(`* BYE ${word}\r\n`));
        else this.#toClient(Buffer.from(`${tag} ${word}\r\n`));
        return false;
      }
      default:
        return true;
    }
  }

  async #hear(): Promise<void> {
    for (let response = this.#heard.response(); response; response = this.#heard.response()) {
      const held = this.#held;
      if (!held) {
        if (!this.#mute) this.#toClient(response);
        continue;
      }
      held.answer.push(response);
      const text = response.toString('latin1');
      const isWhole = text.startsWith(`${held.tag} `);
      const goesOn = text.startsWith('+ ') && held.fault.step === 'idle';
      if (isWhole || goesOn) {
        this.#held = null;
        await this.#answer(held);
      } else if (text.startsWith('+')) {
        this.#toClient(response);
        held.answer.pop();
      }
    }
  }

  async #answer({ tag, fault, answer }: Held): Promise<void> {
    await this.#fault.answered(fault);
    const { kind, step } = fault;
    const bytes = Buffer.concat(answer);
    const tagged = answer.at(-1) ?? bytes;
    switch (kind) {
      case 'cut-after':
        return cut(this.#ends);
      case 'cut-amid':
        return cutAfter(this.#ends, bytes.subarray(0, Math.floor(bytes.length / 2)));
      case 'drip':
        for (let at = 0; at < bytes.length; at += 7) {
          this.#toClient(bytes.subarray(at, at + 7));
          await breath();
        }
        return;
      case 'empty':
        return this.#toClient(step === 'idle' ? tagged : Buffer.from(`${tag} OK Done\r\n`));
      case 'garbage':
        this.#toClient(Buffer.from([0x2a, 0x20, 0xff, 0xfe, 0x29, 0x7b, 0x0d, 0x0a]));
        return this.#toClient(bytes);
      case 'other-validity':
        return this.#toClient(withOtherValidity(bytes));
      case 'truncated':
        return this.#toClient(Buffer.concat(answer.map(halved)));
      case 'mute':
        this.#mute = true;
        return this.#toClient(bytes);
      default:
        return this.#toClient(bytes);
    }
  }

  #toClient(bytes: Buffer): void {
    if (!this.#silent && this.#ends.client.writable) this.#ends.client.write(bytes);
  }

  #toServer(bytes: Buffer): void {
    if (!this.#silent && this.#ends.server.writable) this.#ends.server.write(bytes);
  }
}

function stepOf(command: string): ImapStep | null {
  if (/^(LOGIN|AUTHENTICATE)\b/i.test(command)) return 'sign-in';
  if (/^(SELECT|EXAMINE)\b/i.test(command)) return 'select';
  if (/^NOOP\b/i.test(command)) return 'noop';
  if (/^(UID )?SEARCH\b/i.test(command)) return 'search';
  if (/^(UID )?FETCH\b.*BODY/i.test(command)) return 'fetch-source';
  if (/^(UID )?FETCH\b/i.test(command)) return 'fetch-facts';
  if (/^(UID )?STORE\b/i.test(command)) return 'mark';
  if (/^IDLE\b/i.test(command)) return 'idle';
  if (/^STATUS\b/i.test(command)) return 'poll';
  if (/^(LIST|LSUB|XLIST)\b/i.test(command)) return 'list';
  return /^APPEND\b/i.test(command) ? 'append' : null;
}

function withOtherValidity(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const other = text.replace(
    /UIDVALIDITY (\d+)/g,
    (_, validity: string) => `UIDVALIDITY ${String(Number(validity) + 7)}`,
  );
  return Buffer.from(other, 'latin1');
}

/** The first literal of a response, cut to half, under its new length. */
function halved(response: Buffer): Buffer {
  const text = response.toString('latin1');
  const literal = /\{(\d+)\}\r\n/.exec(text);
  if (!literal) return response;
  const length = Number(literal[1]);
  const begin = literal.index + literal[0].length;
  const half = Math.floor(length / 2);
  const kept = `${text.slice(0, literal.index)}{${String(half)}}\r\n${text.slice(begin, begin + half)}`;
  return Buffer.from(kept + text.slice(begin + length), 'latin1');
}
