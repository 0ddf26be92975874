import type { Clock } from '../clock.ts';

/** A challenge is good for so long, in ms. */
const goodForMs = 5 * 60_000;
/** Of one person more than this at once are no tries: their own oldest go. */
const mostOfPerson = 20;
/** Of whoever stands at the door, and is not known yet, more than this at once are not people. */
const mostAtDoor = 10_000;

interface Open {
  readonly purpose: string;
  readonly personId: string | null;
  readonly until: number;
}

/**
 * Random questions that an authenticator answers: each for one purpose, once, and not for long
 * (ACCESS-2). Who asks without end pushes out no question of anybody else.
 */
export class Challenges {
  readonly #clock: Clock;
  readonly #newToken: () => string;
  readonly #open = new Map<string, Open>();
  /** By whom they were asked, the oldest first; null before one is known. */
  readonly #ofPerson = new Map<string | null, Set<string>>();

  constructor(clock: Clock, newToken: () => string) {
    this.#clock = clock;
    this.#newToken = newToken;
  }

  issue(purpose: string, personId: string | null): string {
    const challenge = this.#newToken();
    this.#open.set(challenge, { purpose, personId, until: this.#clock.now() + goodForMs });
    const own = (this.#ofPerson.get(personId) ?? new Set()).add(challenge);
    this.#ofPerson.set(personId, own);
    const most = personId === null ? mostAtDoor : mostOfPerson;
    for (const oldest of own) {
      if (own.size <= most) break;
      this.#take(oldest);
    }
    return challenge;
  }

  /** The purpose that it was issued for, once; null where it was never issued, was spent, or has expired. */
  spend(challenge: string): string | null {
    const found = this.#take(challenge);
    return found && found.until > this.#clock.now() ? found.purpose : null;
  }

  #take(challenge: string): Open | null {
    const found = this.#open.get(challenge);
    if (!found) return null;
    this.#open.delete(challenge);
    this.#ofPerson.get(found.personId)?.delete(challenge);
    return found;
  }
}
