import type { Clock, Timers } from '../clock.ts';

/** A timer sleeps no longer than this, so that a clock that was set or a machine that slept is noticed, in ms. */
const longestSleepMs = 60_000;

/**
 * Instants at which something is due, by name, watched by one timer for the next of them. A deadline
 * is gone once it has been told. Closed by its owner.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #onDue: (name: string) => void;
  readonly #instants = new Map<string, number>();
  #cancel: (() => void) | null = null;
  #wakesAt = Infinity;
  #closed = false;

  constructor(clock: Clock, timers: Timers, onDue: (name: string) => void) {
    this.#clock = clock;
    this.#timers = timers;
    this.#onDue = onDue;
  }

  set(name: string, at: number): void {
    if (this.#closed) return;
    this.#instants.set(name, at);
    if (at < this.#wakesAt) this.#sleep(at);
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

  #sleep(until: number): void {
    this.#wake();
    const ms = Math.min(Math.max(0, until - this.#clock.now()), longestSleepMs);
    this.#wakesAt = until;
    this.#cancel = this.#timers.after(ms, () => this.#look());
  }

  #wake(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#wakesAt = Infinity;
  }

  #look(): void {
    this.#wake();
    const now = this.#clock.now();
    const due = [...this.#instants].filter(([, at]) => at <= now);
    for (const [name] of due) this.#instants.delete(name);
    for (const [name] of due) this.#onDue(name);
    const next = Math.min(...this.#instants.values());
    if (Number.isFinite(next)) this.#sleep(next);
  }
}
