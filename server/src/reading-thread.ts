import { Worker } from 'node:worker_threads';
import type { Timers } from './clock.ts';

export interface ThreadParts {
  readonly databasePath: string;
  readonly timers: Timers;
  /** Told of a thread that died, with what it said. */
  readonly onFault: (error: unknown) => void;
  /** The file that the thread runs: it answers each message, and ends at `close`. */
  readonly entry: URL;
}

/** What a thread is told when it starts. */
export interface ThreadStart {
  readonly databasePath: string;
}

interface Asked<Task, Reply> {
  readonly task: Task;
  readonly settle: (reply: Reply | null) => void;
}

/** What is asked takes a second or two; what takes so long will never come, in ms. */
const longestMs = 3 * 60_000;
const heapMb = 256;

/**
 * A thread of its own that reads the database and reckons, one question after the other, so that the
 * server's loop never waits (MET-1, MET-4). One that dies is made anew with the next question; whoever
 * waited gets nothing, and never an exception. Closed by its owner.
 */
export class ReadingThread<Task, Reply> {
  readonly #parts: ThreadParts;
  readonly #queue: Asked<Task, Reply>[] = [];
  #worker: Worker | null = null;
  #working: Asked<Task, Reply> | null = null;
  #cancelLimit: () => void = () => undefined;
  #closed = false;

  constructor(parts: ThreadParts) {
    this.#parts = parts;
  }

  /** The answer, or null where the thread died over the question or is closed. */
  ask(task: Task): Promise<Reply | null> {
    if (this.#closed) return Promise.resolve(null);
    return new Promise((settle) => {
      this.#queue.push({ task, settle });
      this.#next();
    });
  }

  /** The thread's number, for tests and operators; null while none runs. */
  get threadId(): number | null {
    return this.#worker?.threadId ?? null;
  }

  /** Ends the thread at once, as a fault would. */
  async kill(): Promise<void> {
    await this.#worker?.terminate();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (!worker) return;
    // Its end is waited for: a process with nothing else to do would leave before it.
    worker.ref();
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    // At work it hears nothing: then it is ended as it stands; it only reads.
    if (this.#working) await worker.terminate();
    else worker.postMessage('close');
    await gone;
  }

  #next(): void {
    if (this.#working) return;
    const asked = this.#queue.shift();
    if (!asked) return;
    this.#working = asked;
    this.#worker ??= this.#start();
    this.#cancelLimit = this.#parts.timers.after(longestMs, () => void this.kill());
    this.#worker.postMessage(asked.task);
  }

  #start(): Worker {
    const { databasePath, entry } = this.#parts;
    const worker = new Worker(entry, {
      workerData: { databasePath } satisfies ThreadStart,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', (error) => this.#parts.onFault(error));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      this.#settle(null);
    });
    // The process does not stay for it.
    worker.unref();
    return worker;
  }

  #settle(reply: Reply | null): void {
    this.#cancelLimit();
    const asked = this.#working;
    this.#working = null;
    asked?.settle(reply);
    if (!this.#closed) this.#next();
    else for (const left of this.#queue.splice(0)) left.settle(null);
  }
}
