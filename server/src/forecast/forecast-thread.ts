import { Worker } from 'node:worker_threads';
import type { Timers } from '../clock.ts';
import type { ForecastReply, ForecastTask, WorkerStart } from './forecast-task.ts';

export interface ThreadParts {
  readonly databasePath: string;
  readonly timers: Timers;
  /** Told of a thread that died, with what it said. */
  readonly onFault: (error: unknown) => void;
  readonly entry?: URL;
}

interface Asked {
  readonly task: ForecastTask;
  readonly settle: (reply: ForecastReply | null) => void;
}

const usualEntry = new URL('./forecast-worker.ts', import.meta.url);
/** A forecast takes a second or two; one that takes so long will never come, in ms. */
const longestMs = 3 * 60_000;
const heapMb = 256;

/**
 * A thread of its own that forecasts, one question after the other (MET-4). One that dies is made anew
 * with the next question; whoever waited gets nothing, and never an exception. Closed by its owner.
 */
export class ForecastThread {
  readonly #parts: ThreadParts;
  readonly #queue: Asked[] = [];
  #worker: Worker | null = null;
  #working: Asked | null = null;
  #cancelLimit: () => void = () => undefined;
  #closed = false;

  constructor(parts: ThreadParts) {
    this.#parts = parts;
  }

  /** The answer, or null where the thread died over the question or is closed. */
  ask(task: ForecastTask): Promise<ForecastReply | null> {
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
    const { databasePath, entry = usualEntry } = this.#parts;
    const worker = new Worker(entry, {
      workerData: { databasePath } satisfies WorkerStart,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    worker.on('message', (reply: ForecastReply) => this.#settle(reply));
    worker.on('error', (error) => this.#parts.onFault(error));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      this.#settle(null);
    });
    // The process does not stay for it.
    worker.unref();
    return worker;
  }

  #settle(reply: ForecastReply | null): void {
    this.#cancelLimit();
    const asked = this.#working;
    this.#working = null;
    asked?.settle(reply);
    if (!this.#closed) this.#next();
    else for (const left of this.#queue.splice(0)) left.settle(null);
  }
}
