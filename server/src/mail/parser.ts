import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Timers } from '../clock.ts';
import type { ParseFailure, ParseOutcome } from './parsed-mail.ts';

/** Limits of one parse: time in ms, memory in MB. `heap` binds what V8 counts, `resident` all of the process. */
export interface ParserLimits {
  readonly timeMs: number;
  readonly heapMb: number;
  readonly residentMb: number;
}

export const defaultParserLimits: ParserLimits = { timeMs: 15_000, heapMb: 256, residentMb: 900 };

interface Request {
  readonly bytes: Uint8Array;
  readonly settle: (outcome: ParseOutcome) => void;
}

/** How often a working child's memory is looked at, in ms. */
const LOOK_EVERY_MS = 100;

/**
 * Parses mails in a child process that is killed when a mail takes it too much time or memory
 * (MAIL-4). Asks queue; every one is answered, whatever the mail does to the child.
 */
export class MailParser {
  readonly #timers: Timers;
  readonly #limits: ParserLimits;
  readonly #entry: URL;
  readonly #queue: Request[] = [];
  #child: ChildProcess | null = null;
  #working: Request | null = null;
  #stopWatching: () => void = () => undefined;
  #closed = false;

  constructor(
    timers: Timers,
    limits = defaultParserLimits,
    entry = new URL('./parse-child.ts', import.meta.url),
  ) {
    this.#timers = timers;
    this.#limits = limits;
    this.#entry = entry;
  }

  /** What the mail says, or why it cannot be read; never rejects. */
  async parse(bytes: Uint8Array): Promise<ParseOutcome> {
    const outcome = await this.#ask(bytes);
    // A child may also fall to something that was not this mail's fault; a second one tells.
    return !outcome.ok && outcome.cause === 'crashed' ? this.#ask(bytes) : outcome;
  }

  /** The process that parses, for tests and operators; undefined while none runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  close(): void {
    this.#closed = true;
    this.#kill('crashed');
    for (const { settle } of this.#queue.splice(0)) settle({ ok: false, cause: 'crashed' });
  }

  #ask(bytes: Uint8Array): Promise<ParseOutcome> {
    if (this.#closed) return Promise.resolve({ ok: false, cause: 'crashed' });
    return new Promise((settle) => {
      this.#queue.push({ bytes, settle });
      this.#next();
    });
  }

  #next(): void {
    if (this.#working || this.#closed) return;
    const request = this.#queue.shift();
    if (!request) return;
    this.#working = request;
    const child = (this.#child ??= this.#start());
    this.#watch(child);
    child.send(request.bytes, (error) => {
      if (error && this.#child === child) this.#kill('crashed');
    });
  }

  #start(): ChildProcess {
    const child = fork(this.#entry, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // A mail that broke the parser open would find no secret, write no file and reach no network.
      env: {},
      execArgv: [
        `--max-old-space-size=${String(this.#limits.heapMb)}`,
        '--permission',
        '--allow-fs-read=*',
        '--no-warnings',
      ],
    });
    child.on('message', (outcome: ParseOutcome) => {
      if (this.#child === child) this.#settle(outcome);
    });
    child.on('exit', () => this.#gone(child));
    child.on('error', () => this.#gone(child));
    return child;
  }

  #watch(child: ChildProcess): void {
    const late = this.#timers.after(this.#limits.timeMs, () => this.#kill('took-too-long'));
    let cancelLook = (): void => undefined;
    const look = (): void => {
      if (residentMb(child.pid) > this.#limits.residentMb) this.#kill('took-too-much-memory');
      else cancelLook = this.#timers.after(LOOK_EVERY_MS, look);
    };
    look();
    this.#stopWatching = () => {
      late();
      cancelLook();
    };
  }

  #gone(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = null;
    // V8 aborts the process by itself when its heap is full.
    this.#settle({
      ok: false,
      cause: child.signalCode === 'SIGABRT' ? 'took-too-much-memory' : 'crashed',
    });
  }

  #kill(cause: ParseFailure): void {
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGKILL');
    this.#settle({ ok: false, cause });
  }

  #settle(outcome: ParseOutcome): void {
    this.#stopWatching();
    const request = this.#working;
    this.#working = null;
    request?.settle(outcome);
    this.#next();
  }
}

/** Resident memory in MB, where the system tells (Linux); elsewhere 0, and heap and time are the limits. */
function residentMb(pid: number | undefined): number {
  try {
    const pages = readFileSync(`/proc/${String(pid)}/statm`, 'latin1').split(' ')[1];
    return (Number(pages) * 4_096) / 1_048_576;
  } catch {
    return 0;
  }
}
