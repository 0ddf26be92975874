import { join } from 'node:path';
import type { Database } from '@vigie/db/database';
import type { Position } from '@vigie/db/standby/position';
import { readPeerMark, writePeerMark } from '@vigie/db/standby/standby-mark';
import { WalTail, type Following } from '@vigie/db/standby/wal-tail';
import { headOf } from '@vigie/db/verify-chain';
import type { StandbyStatus } from '@vigie/shared/operations/standby-status';
import type { Clock, Timers } from '../clock.ts';
import { Lag } from './lag.ts';
import { holdMs } from './protocol.ts';

export interface ShipperParts {
  /** Opened with `journal: 'kept'`. */
  readonly database: Database;
  readonly folder: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: { error(context: object, message: string): void };
}

/** How often it is looked whether anything was committed, in ms: what comes together is shipped together. */
const lookMs = 10;
/** So much is kept for a standby that is away, in bytes; what was away for longer takes a new copy. */
const keptBytes = 256 * 1024 * 1024;
/** A standby that has not asked for so long is away, in ms. */
const awayMs = 3 * holdMs;
/** … and one that lacks something older than this is late, in ms. */
const lateMs = 10_000;
/** A copy of the file that nobody goes on with for so long is given up, in ms. */
const abandonedMs = 60_000;

/** Another standby follows already: two would each take the other's place. */
export class AnotherStandby extends Error {
  override readonly name = 'AnotherStandby';
}

/**
 * Ships the journal of the service's database to its standby, which asks for it (RUN-4). Knows what that
 * one has, and so what would be lost. Costs a commit nothing: it reads what has been written anyway.
 * Closed by its owner, after the database.
 */
export class Shipper {
  readonly #parts: ShipperParts;
  readonly #tail: WalTail;
  readonly #lag: Lag;
  readonly #waiting = new Set<() => void>();
  #address: string | null;
  #contactAt: number | null = null;
  #had: Position | null = null;
  #copyingAt: number | null = null;
  #cancel: () => void = () => undefined;

  constructor(parts: ShipperParts) {
    const { database, folder } = parts;
    this.#parts = parts;
    this.#address = readPeerMark(folder)?.address ?? null;
    this.#tail = new WalTail({
      ...{ database, keptBytes, folder: join(folder, 'shipping') },
      isAwaited: () => this.#address !== null && !this.#hasAll(),
    });
    this.#lag = new Lag((one, other) => this.#tail.isPast(one, other), headOf(database).seq);
    this.#watch();
  }

  status(): StandbyStatus {
    const lagMs = this.#lag.ageMs(this.#parts.clock.now());
    return {
      ...{ state: this.#state(lagMs), address: this.#address },
      ...{ lagSeq: this.#lag.events(), lagMs, contactAt: this.#contactAt },
    };
  }

  /** What comes after a position, as soon as there is anything. Asking for it says that all before it is safe. */
  async next(after: Position, address: string): Promise<Following> {
    this.#hear(address);
    this.#acknowledge(after);
    const found = this.#tail.after(after);
    if (found.kind !== 'nothing') return found;
    await this.#change();
    return this.#tail.after(after);
  }

  /** Begins to copy the file, which stands still until the copy is made. */
  beginCopy(address: string): ReturnType<WalTail['hold']> {
    this.#hear(address);
    this.#copyingAt = this.#parts.clock.now();
    return this.#tail.hold();
  }

  /** A piece of the file; null where no copy is being made any more. */
  readCopy(offset: number, length: number): Buffer | null {
    if (this.#copyingAt === null) return null;
    this.#copyingAt = this.#contactAt = this.#parts.clock.now();
    return this.#tail.readBase(offset, length);
  }

  /** The file has been copied; null where that was given up meanwhile. */
  endCopy(): Position | null {
    if (this.#copyingAt === null) return null;
    this.#copyingAt = null;
    this.#tail.look();
    const { end } = this.#tail;
    this.#tail.release();
    return end;
  }

  /** Where the journal ends at this instant. */
  end(): Position {
    this.#tail.look();
    return this.#tail.end;
  }

  /** Waits until the standby has everything, if it is there; at most so long, in ms. */
  async drain(limitMs: number): Promise<void> {
    const until = this.#parts.clock.now() + limitMs;
    while (this.#isThere() && this.#parts.clock.now() < until) {
      this.#tail.look();
      if (this.#hasAll()) return;
      await new Promise<void>((resume) => this.#parts.timers.after(lookMs, resume));
    }
  }

  close(): void {
    this.#cancel();
    for (const wake of this.#waiting) wake();
    this.#tail.prepareEnd();
    this.#tail.close();
  }

  #watch(): void {
    this.#cancel = this.#parts.timers.after(lookMs, () => {
      this.#look();
      this.#watch();
    });
  }

  #look(): void {
    const { database, clock, logger } = this.#parts;
    try {
      const isAbandoned = this.#copyingAt !== null && clock.now() - this.#copyingAt > abandonedMs;
      if (isAbandoned) this.endCopy();
      if (!this.#tail.look()) return;
      this.#lag.committed({ end: this.#tail.end, at: clock.now(), seq: headOf(database).seq });
      for (const wake of this.#waiting) wake();
    } catch (error) {
      logger.error({ err: error }, 'the journal could not be shipped');
    }
  }

  #hear(address: string): void {
    const at = this.#parts.clock.now();
    if (this.#address !== address) {
      if (this.#isThere()) throw new AnotherStandby(this.#address ?? '');
      this.#address = address;
      this.#had = null;
      writePeerMark(this.#parts.folder, { address });
    }
    this.#contactAt = at;
  }

  #acknowledge(position: Position): void {
    this.#had = position;
    this.#lag.acknowledged(position);
    this.#tail.forgetBefore(position);
    this.#tail.writeBackIfDue();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        cancel();
        resolve();
      };
      const cancel = this.#parts.timers.after(holdMs, wake);
      this.#waiting.add(wake);
    });
  }

  #state(lagMs: number): StandbyStatus['state'] {
    if (this.#address === null) return 'none';
    if (!this.#isThere()) return 'away';
    if (this.#copyingAt !== null) return 'copying';
    return lagMs > lateMs ? 'late' : 'following';
  }

  #isThere(): boolean {
    return this.#contactAt !== null && this.#parts.clock.now() - this.#contactAt <= awayMs;
  }

  #hasAll(): boolean {
    return this.#had !== null && this.#tail.isPast(this.#had, this.#tail.end);
  }
}
