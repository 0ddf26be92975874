import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Timers } from '../clock.ts';

/** Limits of one task: time in ms, memory in MB. `heap` binds what V8 counts, `resident` all of the process. */
export interface ChildLimits {
  readonly timeMs: number;
  readonly heapMb: number;
  readonly residentMb: number;
}

/** Why a task has no result: what the mail did to the child, or, `closed`, that the service ends. */
export type ChildFailure = 'took-too-long' | 'took-too-much-memory' | 'crashed' | 'closed';
export interface ChildFailed {
  readonly ok: false;
  readonly cause: ChildFailure;
}

export interface ChildParts<Task> {
  readonly timers: Timers;
  readonly limits: ChildLimits;
  readonly entry: URL;
  /** What the child may do beside reading files: nothing, where nothing is said. */
  readonly permissions?: readonly string[];
  /** What the child is told when it starts, as a text; its environment is empty. */
  readonly argument?: string;
  /** Answers what the child asks while it works: it reaches nothing by itself. */
  readonly serve?: (question: unknown) => Promise<unknown>;
  /** Tasks that may lie ready at the child while it works on another, so that it never waits for its owner. */
  readonly ahead?: { readonly most: number; readonly mayJoin: (task: Task) => boolean };
}

/** What a child asks of its owner, and what it is answered. */
export interface Question {
  readonly question: unknown;
  readonly id: number;
}
export interface Answer {
  readonly answer: unknown;
  readonly id: number;
}

interface Request<Task, Outcome> {
  readonly task: Task;
  readonly settle: (outcome: Outcome | ChildFailed) => void;
  /** No other task lies at the child beside it. */
  readonly alone: boolean;
}

/** How often a working child's memory is looked at, in ms. */
const LOOK_EVERY_MS = 100;

/**
 * Hands hostile matter to a child process that is killed when it takes too much time or memory
 * (MAIL-4). Tasks queue; every one is answered in its order, whatever the matter does to the child. Of
 * several that lay at a child that fell nobody knows whose fault it was: each is asked again alone.
 */
export class ChildWorker<Task, Outcome extends { readonly ok: boolean }> {
  readonly #parts: ChildParts<Task>;
  readonly #queue: Request<Task, Outcome>[] = [];
  #child: ChildProcess | null = null;
  /** What the child has: it works on the first. */
  readonly #underWay: Request<Task, Outcome>[] = [];
  #stopWatching: () => void = () => undefined;
  #stopLooking: (() => void) | null = null;
  #closed = false;

  constructor(parts: ChildParts<Task>) {
    this.#parts = parts;
  }

  /** The child's outcome, or why there is none; never rejects. */
  async ask(task: Task): Promise<Outcome | ChildFailed> {
    const outcome = await this.#enqueue(task, !this.#parts.ahead?.mayJoin(task));
    // A child may also fall to something that was not this task's fault; a second one tells.
    const mayTryAgain = !outcome.ok && 'cause' in outcome && outcome.cause === 'crashed';
    return mayTryAgain ? this.#enqueue(task, true) : outcome;
  }

  /** The process that works, for tests and operators; undefined while none runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  close(): void {
    this.#closed = true;
    this.#kill('closed');
    for (const { settle } of this.#queue.splice(0)) settle({ ok: false, cause: 'closed' });
  }

  #enqueue(task: Task, alone: boolean): Promise<Outcome | ChildFailed> {
    if (this.#closed) return Promise.resolve({ ok: false, cause: 'closed' });
    return new Promise((settle) => {
      this.#queue.push({ task, settle, alone });
      this.#next();
    });
  }

  #next(): void {
    while (!this.#closed && this.#mayGo(this.#queue[0])) {
      const request = this.#queue.shift();
      if (!request) return;
      this.#underWay.push(request);
      const child = (this.#child ??= this.#start());
      if (this.#underWay.length === 1) this.#watch(child);
      this.#send(child, request.task);
    }
  }

  #mayGo(next: Request<Task, Outcome> | undefined): boolean {
    const [working] = this.#underWay;
    if (!next || !working) return next !== undefined;
    const { most } = this.#parts.ahead ?? { most: 0 };
    return !next.alone && !working.alone && this.#underWay.length <= most;
  }

  #send(child: ChildProcess, message: unknown): void {
    child.send(message as object, (error) => {
      if (error && this.#child === child) this.#kill('crashed');
    });
  }

  #start(): ChildProcess {
    const { entry, argument, limits, permissions = [] } = this.#parts;
    const child = fork(entry, argument === undefined ? [] : [argument], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // A mail that broke the parser open would find no secret, write no file and reach no network.
      env: {},
      execArgv: [
        `--max-old-space-size=${String(limits.heapMb)}`,
        '--permission',
        '--allow-fs-read=*',
        ...permissions,
        '--no-warnings',
      ],
    });
    child.on('message', (message: Outcome | Question) => this.#hear(child, message));
    child.on('exit', () => this.#gone(child));
    child.on('error', () => this.#gone(child));
    return child;
  }

  #hear(child: ChildProcess, message: Outcome | Question): void {
    if (this.#child !== child) return;
    if (!('question' in message)) return this.#settle(message);
    const { id, question } = message;
    const served = this.#parts.serve?.(question) ?? Promise.resolve(null);
    void served.then((answer) => {
      if (this.#child === child) this.#send(child, { id, answer } satisfies Answer);
    });
  }

  /** The first task has its time from now on; memory is looked at for as long as there is any. */
  #watch(child: ChildProcess): void {
    const { timers, limits } = this.#parts;
    this.#stopWatching = timers.after(limits.timeMs, () => this.#kill('took-too-long'));
    this.#stopLooking ??= timers.after(LOOK_EVERY_MS, () => this.#look(child));
  }

  #look(child: ChildProcess): void {
    this.#stopLooking = null;
    const { timers, limits } = this.#parts;
    if (residentMb(child.pid) > limits.residentMb) this.#kill('took-too-much-memory');
    else this.#stopLooking = timers.after(LOOK_EVERY_MS, () => this.#look(child));
  }

  #rest(): void {
    this.#stopWatching();
    this.#stopLooking?.();
    this.#stopLooking = null;
  }

  #gone(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = null;
    // V8 aborts the process by itself when its heap is full.
    this.#fall(child.signalCode === 'SIGABRT' ? 'took-too-much-memory' : 'crashed');
  }

  #kill(cause: ChildFailure): void {
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGKILL');
    this.#fall(cause);
  }

  #fall(cause: ChildFailure): void {
    this.#rest();
    const fallen = this.#underWay.splice(0);
    if (fallen.length > 1 && cause !== 'closed') {
      this.#queue.unshift(...fallen.map((request) => ({ ...request, alone: true })));
    } else for (const { settle } of fallen) settle({ ok: false, cause });
    this.#next();
  }

  #settle(outcome: Outcome): void {
    this.#stopWatching();
    const settled = this.#underWay.shift();
    if (this.#child && this.#underWay.length) this.#watch(this.#child);
    settled?.settle(outcome);
    this.#next();
    if (!this.#underWay.length) this.#rest();
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
