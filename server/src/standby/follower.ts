import { existsSync } from 'node:fs';
import { databasePath } from '@vigie/db/database-path';
import { isKnownSchema } from '@vigie/db/migrate';
import type { Position } from '@vigie/db/standby/position';
import {
  readStandbyMark,
  writeStandbyMark,
  type StandbyMark,
} from '@vigie/db/standby/standby-mark';
import { BrokenCopy, DamagedJournal, WalCopy } from '@vigie/db/standby/wal-copy';
import type { Clock, Timers } from '../clock.ts';
import { copyBase, putBase } from './base-copy.ts';
import { keepFromHello, type Ground } from './copy-ground.ts';
import { NotFollowable } from './not-followable.ts';
import { SourceFailed, type Source } from './source.ts';

export interface FollowerParts extends Ground {
  readonly source: Source;
  /** Where this standby is reached. */
  readonly address: string;
  readonly mark: StandbyMark;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: {
    info(context: object, message: string): void;
    warn(context: object, message: string): void;
  };
  /** Told of the first copy, which takes a while (RUN-7). */
  readonly progress: (done: number, total: number) => void;
}

/** How the copy stands, as the standby itself sees it. */
export const followingStates = [
  'copying',
  'following',
  'unreachable',
  'refused',
  'damaged',
  'no-room',
  'broken',
  'foreign',
  'newer',
] as const;
export type FollowingState = (typeof followingStates)[number];

export interface FollowingStatus {
  readonly state: FollowingState;
  /** For the operator, where something is wrong. */
  readonly fault: string | null;
  /** The last event that was read back here and held to the chain. */
  readonly seq: number;
  readonly lagSeq: number;
  /** So long ago, in ms, everything was here; null before that. */
  readonly lagMs: number | null;
  readonly contactAt: number | null;
}

const retryMs = 1_000;
/** The chain is walked at most so often while journal keeps coming, in ms. */
const proveEveryMs = 250;

/**
 * Keeps this folder the copy of a running server (RUN-4): copies the file once, then follows its journal,
 * each piece on the disk before the next is asked for, and holds the log to its chain as it comes. What
 * goes wrong is shown and tried again. Ended by its owner.
 */
export class Follower {
  readonly #parts: FollowerParts;
  readonly #path: string;
  #mark: StandbyMark;
  #copy: WalCopy;
  #state: FollowingState = 'copying';
  #fault: string | null = null;
  #seqThere = 0;
  #contactAt: number | null = null;
  #wholeAt: number | null = null;
  #provedAt = 0;
  #stopping = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#mark = parts.mark;
    this.#path = databasePath(parts.folder);
    this.#copy = new WalCopy(this.#path);
  }

  get mark(): StandbyMark {
    return this.#mark;
  }

  /** Where the copy is; null before there is any. */
  get position(): Position | null {
    return this.#copy.position ?? this.#mark.next;
  }

  status(): FollowingStatus {
    const now = this.#parts.clock.now();
    const seq = this.#copy.proved.seq;
    return {
      ...{ state: this.#state, fault: this.#fault, seq, contactAt: this.#contactAt },
      lagSeq: Math.max(0, this.#seqThere - seq),
      lagMs: this.#wholeAt === null ? null : now - this.#wholeAt,
    };
  }

  /** Begins, or goes on after a stop, from what stands in the folder. */
  start(): void {
    this.#stopping = new AbortController();
    this.#mark = readStandbyMark(this.#parts.folder) ?? this.#mark;
    this.#copy.close();
    this.#copy = new WalCopy(this.#path);
    this.#ended = this.#run();
  }

  /** Ends after the step that is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
    this.#copy.close();
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      try {
        await this.#follow();
      } catch (error) {
        if (!this.#isStopping) {
          this.#note(error);
          await this.#rest();
        }
      }
    }
  }

  async #follow(): Promise<void> {
    const hello = await this.#parts.source.hello();
    if (!isKnownSchema(hello.schema)) {
      const message = `Le serveur est d’une version plus récente (${hello.program}, tables ${hello.schema}). Attendu : la même version ici.`;
      throw new NotFollowable('newer', message);
    }
    this.#mark = keepFromHello(this.#parts, this.#mark, hello);
    if (this.#mark.next === null || !existsSync(this.#path)) await this.#copyFile();
    while (!this.#isStopping) await this.#step();
  }

  async #copyFile(): Promise<void> {
    this.#state = 'copying';
    const { source, address, progress } = this.#parts;
    const target = `${this.#path}.incoming`;
    const { from, wholeFrom } = await copyBase(source, address, target, progress);
    // From here until the journal has been followed this folder holds no state of anything.
    this.#put({ stage: 'copying', wholeFrom, next: null });
    this.#copy.close();
    await putBase(target, this.#path);
    this.#put({ next: from });
    this.#copy = new WalCopy(this.#path);
  }

  async #step(): Promise<void> {
    const { source, address, clock } = this.#parts;
    const at = this.position;
    if (!at) return this.#copyFile();
    const { shipment, bytes } = await source.next(at, address, this.#stopping.signal);
    this.#contactAt = clock.now();
    this.#seqThere = shipment.seq;
    if (shipment.kind === 'gone') return this.#beginAnew();
    if (shipment.kind === 'bytes') this.#copy.append(at, bytes);
    if (shipment.kind === 'next') this.#turnOver(at, shipment.generation ?? '');
    this.#noteWhole();
    await this.#prove(shipment.kind === 'nothing');
    if (this.#mark.stage === 'following') {
      this.#state = 'following';
      this.#fault = null;
    }
  }

  #turnOver(ended: Position, generation: string): void {
    // Noted first: as long as the journal is there, it is what says where to go on.
    const isWhole = this.#mark.wholeFrom?.generation === ended.generation;
    this.#put({ next: { generation, offset: 0 }, ...(isWhole && { stage: 'following' }) });
    this.#copy.finishGeneration();
  }

  #noteWhole(): void {
    const { wholeFrom, stage } = this.#mark;
    const at = this.#copy.position;
    if (stage === 'following' || !wholeFrom || at?.generation !== wholeFrom.generation) return;
    if (at.offset >= wholeFrom.offset) this.#put({ stage: 'following' });
  }

  /** While journal keeps coming not at every piece: reading back has its price. */
  async #prove(isQuiet: boolean): Promise<void> {
    const now = this.#parts.clock.now();
    const { seq } = this.#copy.proved;
    const isDue = seq < this.#seqThere && (isQuiet || now - this.#provedAt >= proveEveryMs);
    if (isDue && this.#mark.stage === 'following') {
      await this.#copy.prove();
      this.#provedAt = now;
    }
    if (this.#copy.proved.seq >= this.#seqThere) this.#wholeAt = now;
  }

  /** What stands here stays usable until the new copy is whole. */
  async #beginAnew(): Promise<void> {
    this.#parts.logger.warn(
      {},
      'the copy begins anew: the server’s journal does not go on from here',
    );
    await this.#copyFile();
  }

  #put(change: Partial<StandbyMark>): void {
    this.#mark = { ...this.#mark, ...change };
    writeStandbyMark(this.#parts.folder, this.#mark);
  }

  #note(error: unknown): void {
    [this.#state, this.#fault] = faultOf(error);
    this.#parts.logger.warn({ state: this.#state, err: error }, 'the standby does not follow');
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.timers.after(retryMs, resolve);
      const wake = () => {
        cancel();
        resolve();
      };
      this.#stopping.signal.addEventListener('abort', wake, { once: true });
    });
  }
}

function faultOf(error: unknown): [FollowingState, string] {
  if (error instanceof SourceFailed) return [error.kind, error.message];
  if (error instanceof NotFollowable) return [error.state, error.message];
  if (error instanceof DamagedJournal)
    return ['damaged', 'Journal abîmé en chemin : rien n’en a été pris.'];
  if (error instanceof BrokenCopy) {
    return [
      'broken',
      'La main courante copiée est rompue. Attendu : pnpm log:verify sur le serveur.',
    ];
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL'].includes(code)) {
    return ['no-room', 'Plus de place ici : la copie attend qu’il y en ait.'];
  }
  throw error;
}
