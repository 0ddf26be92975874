import type { Clock } from '../clock.ts';

/** A challenge is good for so long, in ms. */
const goodForMs = 5 * 60_000;
/** More than this at once are not people: the oldest go. */
const mostOpen = 10_000;

/** Random questions that an authenticator answers: each for one purpose, once, and not for long (ACCESS-2). */
export class Challenges {
  readonly #clock: Clock;
  readonly #newToken: () => string;
  readonly #open = new Map<string, { purpose: string; until: number }>();

  constructor(clock: Clock, newToken: () => string) {
    this.#clock = clock;
    this.#newToken = newToken;
  }

  issue(purpose: string): string {
    const challenge = this.#newToken();
    this.#open.set(challenge, { purpose, until: this.#clock.now() + goodForMs });
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= mostOpen) break;
      this.#open.delete(oldest);
    }
    return challenge;
  }

  /** The purpose that it was issued for, once; null where it was never issued, was spent, or has expired. */
  spend(challenge: string): string | null {
    const found = this.#open.get(challenge);
    this.#open.delete(challenge);
    return found && found.until > this.#clock.now() ? found.purpose : null;
  }
}
