import { createContext } from 'svelte';

/** What screen readers are told: claims, P0 and lost locks, never every delta. */
export class Announcer {
  #polite = $state('');
  #urgent = $state('');

  get polite(): string {
    return this.#polite;
  }

  get urgent(): string {
    return this.#urgent;
  }

  say(text: string): void {
    this.#polite = again(text, this.#polite);
  }

  /** Interrupts the reader: a person in danger, or a lock that is gone. */
  warn(text: string): void {
    this.#urgent = again(text, this.#urgent);
  }
}

/** A region that does not change is not read again: the same words twice differ by a blank. */
function again(text: string, before: string): string {
  return text === before ? `${text} ` : text;
}

export const [useAnnouncer, provideAnnouncer] = createContext<Announcer>();
