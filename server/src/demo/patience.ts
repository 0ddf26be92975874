import type { Timers } from '../clock.ts';

/** Waits that can be ended all at once, so that whoever owns them leaves no timer behind. */
export class Patience {
  readonly #timers: Timers;
  readonly #ends = new Set<() => void>();
  #isOver = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Resolves after so many ms; rejects with `PatienceOver` when it is ended first, or was before. */
  wait(ms: number): Promise<void> {
    if (this.#isOver) return Promise.reject(new PatienceOver());
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const cancel = this.#timers.after(Math.ceil(ms), () => {
      this.#ends.delete(end);
      resolve(undefined);
    });
    const end = (): void => {
      cancel();
      reject(new PatienceOver());
    };
    this.#ends.add(end);
    return promise;
  }

  end(): void {
    this.#isOver = true;
    for (const end of this.#ends) end();
    this.#ends.clear();
  }
}

/** The wait was ended: whoever waited stops where they are. */
class PatienceOver extends Error {
  override readonly name = 'PatienceOver';
}
