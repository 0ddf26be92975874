import type { Clock, Timers } from '../clock.ts';

/** A timer sleeps no longer than this, so that a clock that was set or a machine that slept is noticed, in ms. */
const longestSleepMs = 60_000;
/** What failed, as on a full disk, is tried again after this, in ms. */
const retryMs = 5_000;

export interface DeadlineParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: { error(context: object, message: string): void };
  /** Does what is due; a rejection is logged, and it is due again a little later. */
  readonly onDue: (name: string) => Promise<unknown>;
}

/**
 * Instants at which something is due, by name, watched by one timer for the next of them. A deadline
 * is gone once it has been told. Closed by its owner.
 */
export class Deadlines {
  readonly #parts: DeadlineParts;
  readonly #instants = new Map<string, number>();
  #cancel: (() => void) | null = null;
  #wakesFor = Infinity;
  #closed = false;

  constructor(parts: DeadlineParts) {
    this.#parts = parts;
  }

  set(name: string, at: number): void {
    if (this.#closed) return;
    this.#instants.set(name, at);
    if (at < this.#wakesFor) this.#sleepUntil(at);
  }

  delete(name: string): void {
    this.#instants.delete(name);
    if (this.#instants.size === 0) this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#instants.clear();
    this.#wake();
  }

  #sleepUntil(at: number): void {
    this.#wake();
    const { clock, timers } = this.#parts;
    const ms = Math.min(Math.max(0, at - clock.now()), longestSleepMs);
    this.#wakesFor = at;
    this.#cancel = timers.after(ms, () => this.#look());
  }

  #wake(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#wakesFor = Infinity;
  }

  #look(): void {
    this.#wake();
    const now = this.#parts.clock.now();
    const due = [...this.#instants].filter(([, at]) => at <= now);
    for (const [name] of due) this.#instants.delete(name);
    for (const [name] of due) void this.#do(name);
    const next = Math.min(...this.#instants.values());
    if (next < this.#wakesFor) this.#sleepUntil(next);
  }

  async #do(name: string): Promise<void> {
    const { clock, logger, onDue } = this.#parts;
    try {
      await onDue(name);
    } catch (error) {
      if (this.#closed) return;
      logger.error({ err: error, due: name }, 'what was due failed and will be tried again');
      if (!this.#instants.has(name)) this.set(name, clock.now() + retryMs);
    }
  }
}
