import type { Clock, Timers } from '../clock.ts';

interface Waiting {
  readonly at: number;
  readonly act: () => void;
}

/** A clock and its timers for tests: time stands still until it is told to go on. */
export class FakeTime implements Clock, Timers {
  #now: number;
  readonly #waiting = new Set<Waiting>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const waiting = { at: this.#now + ms, act };
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  }

  /** How many timers wait: an owner that was closed leaves none. */
  get pending(): number {
    return this.#waiting.size;
  }

  /** Goes on, timer by timer; after each, `settle` lets what it began come to its end. */
  async advance(ms: number, settle: () => Promise<unknown> = async () => undefined): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#waiting.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
      await settle();
    }
    this.#now = end;
  }

  /** Moves the clock alone, as when the machine slept or was switched off. */
  jump(ms: number): void {
    this.#now += ms;
  }

  #next(end: number): Waiting | undefined {
    const due = [...this.#waiting].filter(({ at }) => at <= end);
    return due.sort((one, other) => one.at - other.at)[0];
  }
}
