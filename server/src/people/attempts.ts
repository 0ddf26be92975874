import type { Clock } from '../clock.ts';

/** So many failures of one kind are borne within the window. */
export interface AttemptLimits {
  readonly windowMs: number;
  /** By one address for one login: whoever forgot a password gets this far. */
  readonly perLoginAndAddress: number;
  /** For one login from anywhere: guessing from many addresses ends here. */
  readonly perLogin: number;
  /** By one address for any login: a whole service may sit behind one. */
  readonly perAddress: number;
}

const attemptLimits: AttemptLimits = {
  windowMs: 10 * 60_000,
  perLoginAndAddress: 10,
  perLogin: 50,
  perAddress: 100,
};

/** Past this many names the memory is swept: what is over goes. */
const sweepAbove = 10_000;

/** One try that has been counted; forgiving it takes it out of the count. */
export interface Attempt {
  forgive(): void;
}

/** Counts tries at passwords, by login and address, and says when it is too many (ACCESS-2). */
export class Attempts {
  readonly #clock: Clock;
  readonly #limits: AttemptLimits;
  readonly #tries = new Map<string, number[]>();

  constructor(clock: Clock, limits: AttemptLimits = attemptLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Counts a try before it is made, so that a thousand at once are counted too; null when it is one too many. */
  begin(login: string, address: string): Attempt | null {
    const at = this.#clock.now();
    const { perLoginAndAddress, perLogin, perAddress } = this.#limits;
    const counts: [name: string, limit: number][] = [
      [`both ${login} ${address}`, perLoginAndAddress],
      [`login ${login}`, perLogin],
      [`address ${address}`, perAddress],
    ];
    if (counts.some(([name, limit]) => this.#recent(name, at).length >= limit)) return null;
    for (const [name] of counts) this.#tries.set(name, [...this.#recent(name, at), at]);
    if (this.#tries.size > sweepAbove) this.#sweep(at);
    return { forgive: () => counts.forEach(([name]) => this.#takeBack(name, at)) };
  }

  #recent(name: string, at: number): number[] {
    const since = at - this.#limits.windowMs;
    return (this.#tries.get(name) ?? []).filter((tried) => tried > since);
  }

  #takeBack(name: string, at: number): void {
    const tries = this.#tries.get(name) ?? [];
    const place = tries.lastIndexOf(at);
    if (place >= 0) this.#tries.set(name, tries.toSpliced(place, 1));
  }

  #sweep(at: number): void {
    for (const name of this.#tries.keys()) {
      if (this.#recent(name, at).length === 0) this.#tries.delete(name);
    }
  }
}
