import type { CategoryKey } from '@vigie/shared/triage/categories';
import { exponential, pick, whole, type Random } from '@vigie/shared/chance/random';

const minute = 60_000;
/** An announcement or an incident that many write about: once a day or so. */
const meanGapMs = 24 * 60 * minute;
const burstFactor = 5;
const themes = ['phishing', 'escroq', 'amende', 'procu', 'cyber', 'stups'] as const;

interface Burst {
  readonly from: number;
  readonly until: number;
  /** What most of it is about. */
  readonly theme: CategoryKey;
}

/** Every now and then the town writes five times as much for a while, mostly about one thing (domain: "Load"). */
export class Bursts {
  readonly #random: Random;
  readonly #speed: number;
  #burst: Burst;

  constructor(random: Random, speed: number, now: number) {
    this.#random = random;
    this.#speed = speed;
    this.#burst = this.#after(now);
  }

  /** How much more than usual is written at an instant, and about what. Instants must not go back. */
  at(now: number): { readonly factor: number; readonly theme: CategoryKey | null } {
    if (now >= this.#burst.until) this.#burst = this.#after(now);
    const isOn = now >= this.#burst.from;
    return isOn ? { factor: burstFactor, theme: this.#burst.theme } : { factor: 1, theme: null };
  }

  #after(now: number): Burst {
    const from = now + exponential(this.#random, 1 / meanGapMs) / this.#speed;
    const lastsMs = whole(this.#random, 15, 45) * minute;
    return { from, until: from + lastsMs / this.#speed, theme: pick(this.#random, themes) };
  }
}

/** The greatest factor that a burst can have. */
export const mostBurst = burstFactor;
