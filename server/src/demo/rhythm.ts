import type { Priority } from '@vigie/shared/triage/priority';
import { happens, lognormal, pick, type Random } from '@vigie/shared/chance/random';

const minute = 60_000;

/** How long simulated people take for what they do, in ms at this speed (domain: "Load": 9 min, 3 min with an answer sheet). */
export class Rhythm {
  readonly #random: Random;
  readonly #speed: number;

  constructor(random: Random, speed: number) {
    this.#random = random;
    this.#speed = speed;
  }

  /** From claiming to sending. */
  handlingMs(priority: Priority): number {
    const hasSheet = happens(this.#random, priority === 'P3' ? 0.6 : 0.25);
    const median = priority === 'P0' ? 4 : hasSheet ? 3 : 9;
    return this.#atSpeed(lognormal(this.#random, median * minute, 0.4), 4_000);
  }

  /** Between two looks at the queue. */
  lookMs(): number {
    return this.#atSpeed(5_000 + this.#random.next() * 20_000, 1_500);
  }

  pauseMs(): number {
    return this.#atSpeed(pick(this.#random, [5, 8, 12, 15]) * minute, 5_000);
  }

  /** Somebody leaves the desk without a word: long enough for the lock to look stale, not for it to end. */
  distractionMs(staleAfterMs: number, leaseMs: number): number {
    return staleAfterMs + this.#random.next() * 0.3 * (leaseMs - staleAfterMs);
  }

  #atSpeed(ms: number, leastMs: number): number {
    return Math.max(leastMs, ms / this.#speed);
  }
}
