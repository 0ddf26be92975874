import { Worker } from 'node:worker_threads';
import type { Database } from '@vigie/db/database';
import type { EventLog } from '@vigie/db/event-log';
import { headOf } from '@vigie/db/verify-chain';
import type { Timers } from '../clock.ts';
import type { PastReply, PastTask, PastWorkerData } from './past-worker.ts';
import type { PastAnswer, PastQuestion } from './time-machine.ts';

export interface PastParts {
  readonly database: Database;
  readonly log: Pick<EventLog, 'follow'>;
  readonly timers: Timers;
  readonly checkpointsPath: string;
  /** Told of what went wrong in the worker: whoever asks gets an error as well. */
  readonly onError: (error: unknown) => void;
}

/** After so many new events the checkpoints are looked after; it must not be more than they stand apart at least. */
const keepEvery = 2_000;
/** After so long without a question the worker ends, and its memory with it. */
const idleMs = 2 * 60_000;
/** What a start finds missing is written once the service is under way. */
const startMs = 60_000;
/** Rooms kept open and one fold need a fraction of it. */
const heapMb = 256;

interface Waiting {
  readonly resolve: (answer: PastAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Asks the past (TIME-1, TIME-2) in a worker thread with a connection of its own that only reads: no
 * fold is ever run on the thread that serves. The worker is there while it is needed.
 */
export class PastDesk {
  readonly #parts: PastParts;
  readonly #waiting = new Map<number, Waiting>();
  readonly #unfollow: () => void;
  #worker: Worker | null = null;
  #questions = 0;
  #unkept = 0;
  #keeping = false;
  readonly #cancelStart: () => void;
  #stopIdling: () => void = () => undefined;

  constructor(parts: PastParts) {
    this.#parts = parts;
    this.#unfollow = parts.log.follow(({ recorded }) => this.#count(recorded.length));
    this.#cancelStart = parts.timers.after(startMs, () => this.#count(headOf(parts.database).seq));
  }

  /** Rejects where the worker failed. */
  ask(question: PastQuestion): Promise<PastAnswer> {
    return new Promise((resolve, reject) => {
      const id = (this.#questions += 1);
      this.#waiting.set(id, { resolve, reject });
      this.#tell({ id, ask: question });
    });
  }

  async close(): Promise<void> {
    this.#unfollow();
    this.#cancelStart();
    const worker = this.#worker;
    this.#forget(new Error('the service ends'));
    if (!worker) return;
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ end: true } satisfies PastTask);
    await gone;
  }

  #count(events: number): void {
    this.#unkept += events;
    if (this.#unkept < keepEvery) return;
    this.#unkept = 0;
    this.#keeping = true;
    this.#tell({ keep: true });
  }

  #tell(task: PastTask): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(task);
    this.#idle();
  }

  #idle(): void {
    this.#stopIdling();
    this.#stopIdling = this.#parts.timers.after(idleMs, () => this.#rest());
  }

  #start(): Worker {
    const { database, checkpointsPath, onError } = this.#parts;
    const workerData: PastWorkerData = { databasePath: database.path, checkpointsPath };
    const worker = new Worker(new URL('./past-worker.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    worker.on('message', (reply: PastReply) => this.#hear(reply));
    worker.on('error', onError);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#forget(new Error('the worker of the past ended'));
    });
    return worker;
  }

  #hear(reply: PastReply): void {
    if ('kept' in reply) {
      this.#keeping = false;
      return this.#idle();
    }
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(new Error(reply.error));
  }

  /** Nobody has asked for long, and nothing is left to write. */
  #rest(): void {
    const worker = this.#worker;
    if (this.#waiting.size || this.#keeping) return;
    this.#forget(new Error('the worker of the past rests'));
    worker?.postMessage({ end: true } satisfies PastTask);
  }

  #forget(why: Error): void {
    this.#stopIdling();
    this.#worker = null;
    this.#keeping = false;
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
  }
}
