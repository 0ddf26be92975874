import type { Statement } from 'better-sqlite3';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from './database.ts';
import {
  StorageFailed,
  type Committed,
  type EventLog,
  type Head,
  type Key,
  type Loaded,
  type LogEvent,
  type Plan,
  type Request,
  type Verdict,
  type Verification,
} from './event-log.ts';
import { lastPlaced, placeInSearch } from './search-places.ts';
import { rememberNoWords } from './search-words.ts';
import { storageErrorOf } from './storage-error.ts';
import { readEvent } from './stored-event.ts';
import { runTransaction, type Done } from './transaction.ts';
import { eventRows, headOf, verifyChain } from './verify-chain.ts';

export interface EventLogOptions {
  /** Hears of followers that threw: what they follow has been committed and stands. */
  readonly onError?: (error: unknown) => void;
}

/** The main courante in an open database, which stays its opener's to close. */
export function createEventLog(database: Database, options: EventLogOptions = {}): EventLog {
  return new SqliteEventLog(database, options);
}

/** A transaction that waits for the next commit. `run` and `settle` agree on its answer's type. */
interface Waiting {
  readonly run: (head: Head) => Done<unknown>;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome =
  | { readonly ok: true; readonly waiting: Waiting; readonly done: Done<unknown> }
  | { readonly ok: false; readonly waiting: Waiting; readonly error: unknown };

/** So many transactions share a commit at most: a flood must not hold the event loop for long. */
const largestBatch = 250;
/**
 * … and those that give way for as long as the last commit took, within these bounds, in ms: whoever comes
 * meanwhile waits little, and a slow disk is not asked for each mail by itself.
 */
const givingWayMs = { least: 4, most: 16 };
/** While people have been at work within this time, in ms, a flood rests half as long again as it worked. */
const peopleAtWorkMs = 2_000;
const restByWork = 1.5;

/**
 * The main courante on SQLite (LOG-7). What is asked for during one turn of the event loop runs at its
 * end in one commit, each in its savepoint; nobody hears of anything before the commit. What gives way is
 * done in turns of its own, or in the second turn at the latest.
 */
class SqliteEventLog implements EventLog {
  readonly id: string;
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  readonly #followers = new Set<(committed: Committed) => void>();
  readonly #otherWriters: Statement;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;
  readonly #savepoint: Statement;
  readonly #release: Statement;
  readonly #rollbackTo: Statement;
  readonly #queue: Waiting[] = [];
  readonly #givingWay: Waiting[] = [];
  /** Those that give way have done so for a turn. */
  #haveWaited = false;
  #isAwake = false;
  #isResting = false;
  #lastCommitMs = 0;
  #peopleAt = -Infinity;
  #restsUntil = 0;
  #last: Promise<unknown> = Promise.resolve();
  #lastGivingWay: Promise<unknown> = Promise.resolve();
  #head: Head;
  #version: unknown;
  #closed = false;

  constructor(database: Database, { onError }: EventLogOptions) {
    const { client } = database;
    this.id = database.logId;
    this.#database = database;
    this.#onError = onError ?? (() => undefined);
    this.#otherWriters = client.prepare('PRAGMA data_version').pluck();
    this.#version = this.#otherWriters.get();
    this.#head = headOf(database);
    this.#begin = client.prepare('BEGIN IMMEDIATE');
    this.#commit = client.prepare('COMMIT');
    this.#rollback = client.prepare('ROLLBACK');
    this.#savepoint = client.prepare('SAVEPOINT one');
    this.#release = client.prepare('RELEASE one');
    this.#rollbackTo = client.prepare('ROLLBACK TO one');
  }

  transact<A>(
    request: Request,
    keys: readonly Key[],
    decide: (loaded: Loaded) => Verdict<A>,
  ): Promise<A> {
    return this.transactPlanned(request, () => ({ keys, decide }));
  }

  transactPlanned<A>(request: Request, plan: () => Plan<A>): Promise<A> {
    if (this.#closed) return Promise.reject(new StorageFailed('the log is closed'));
    const answer = new Promise<A>((resolve, reject) => {
      const run = (head: Head) => runTransaction(this.#database, head, request, plan);
      const queue = request.givesWay ? this.#givingWay : this.#queue;
      queue.push({ run, resolve, reject });
    });
    if (request.by !== 'system') this.#peopleAt = performance.now();
    this.#goOn();
    if (request.givesWay) this.#lastGivingWay = answer;
    else this.#last = answer;
    return answer;
  }

  follow(listener: (committed: Committed) => void): () => void {
    this.#followers.add(listener);
    return () => this.#followers.delete(listener);
  }

  async head(): Promise<Head> {
    return this.#head;
  }

  async read(after: number, limit: number): Promise<readonly Recorded<LogEvent>[]> {
    return eventRows(this.#database, after, limit).map(({ body }) => readEvent(body).recorded);
  }

  verify(progress?: (seq: number) => void): Promise<Verification> {
    return verifyChain(this.#database, progress);
  }

  async idle(): Promise<void> {
    // Of each kind, transactions end in the order in which they were asked for.
    await Promise.allSettled([this.#last, this.#lastGivingWay]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.idle();
    this.#followers.clear();
  }

  #flush(): void {
    const begun = performance.now();
    const batch = this.#queue.splice(0, largestBatch);
    const some = this.#givingWay.length > 0;
    const theirTurn = some && begun >= this.#restsUntil && (!batch.length || this.#haveWaited);
    this.#haveWaited = some && !theirTurn;
    const outcomes = batch.length || theirTurn ? this.#commitBatch(batch, theirTurn) : [];
    const ended = performance.now();
    const isBusy = ended - this.#peopleAt < peopleAtWorkMs;
    if (theirTurn) this.#restsUntil = isBusy ? ended + restByWork * (ended - begun) : 0;
    this.#goOn();
    for (const outcome of outcomes) this.#settle(outcome);
  }

  /** Whoever hurries goes on at once, and those that give way when they have rested. */
  #goOn(): void {
    const restMs = this.#restsUntil - performance.now();
    if (this.#queue.length || (this.#givingWay.length && restMs <= 0)) {
      if (this.#isAwake) return;
      this.#isAwake = true;
      setImmediate(() => {
        this.#isAwake = false;
        this.#flush();
      });
    } else if (this.#givingWay.length && !this.#isResting) {
      this.#isResting = true;
      setTimeout(() => {
        this.#isResting = false;
        this.#goOn();
      }, restMs);
    }
  }

  /** All of the batch in one commit, or nothing of it. */
  #commitBatch(batch: Waiting[], withGivingWay: boolean): Outcome[] {
    let before = this.#head;
    try {
      this.#begin.run();
      before = this.#takeUpHead();
      const placed = lastPlaced(this.#database);
      const alone = batch.length + (withGivingWay ? this.#givingWay.length : 0) === 1;
      const outcomes = batch.map((waiting) => this.#runOne(waiting, alone));
      if (withGivingWay) this.#runGivingWay(batch, outcomes, alone);
      placeInSearch(this.#database, placed);
      this.#end();
      return outcomes;
    } catch (error) {
      if (this.#database.client.inTransaction) this.#rollback.run();
      rememberNoWords(this.#database);
      this.#head = before;
      const cause = storageErrorOf(error) ?? error;
      // Where not even the transaction could begin, nobody waits for a better turn.
      if (!batch.length) batch.push(...this.#givingWay.splice(0));
      return batch.map((waiting) => ({ ok: false, waiting, error: cause }));
    }
  }

  #end(): void {
    const begun = performance.now();
    this.#commit.run();
    this.#lastCommitMs = performance.now() - begun;
  }

  #runGivingWay(batch: Waiting[], outcomes: Outcome[], alone: boolean): void {
    const { least, most } = givingWayMs;
    const end = performance.now() + Math.min(most, Math.max(least, this.#lastCommitMs));
    do {
      const waiting = this.#givingWay.shift();
      if (!waiting) return;
      batch.push(waiting);
      outcomes.push(this.#runOne(waiting, alone));
    } while (performance.now() < end);
  }

  /** Another process may have appended, such as a server that is being replaced: the chain goes on from there. */
  #takeUpHead(): Head {
    const version = this.#otherWriters.get();
    if (version !== this.#version) {
      this.#head = headOf(this.#database);
      rememberNoWords(this.#database);
    }
    this.#version = version;
    return this.#head;
  }

  /** One transaction of a batch. Its own bug undoes it alone; a failing medium undoes the batch. */
  #runOne(waiting: Waiting, alone: boolean): Outcome {
    if (!alone) this.#savepoint.run();
    try {
      const done = waiting.run(this.#head);
      if (!alone) this.#release.run();
      this.#head = done.head;
      return { ok: true, waiting, done };
    } catch (error) {
      if (alone || storageErrorOf(error)) throw error;
      this.#rollbackTo.run();
      this.#release.run();
      rememberNoWords(this.#database);
      return { ok: false, waiting, error };
    }
  }

  #settle(outcome: Outcome): void {
    const { waiting } = outcome;
    if (!outcome.ok) {
      waiting.reject(outcome.error);
      return;
    }
    if (outcome.done.committed) this.#tell(outcome.done.committed);
    // `run` made this answer for this very promise: their types are one.
    waiting.resolve(outcome.done.answer as never);
  }

  #tell(committed: Committed): void {
    for (const follower of this.#followers) {
      try {
        follower(committed);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
