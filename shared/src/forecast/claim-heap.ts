import type { Random } from '../chance/random.ts';
import { byClaimOrder, type ClaimPlace } from '../ticket/claim-order.ts';

/** Tickets to take, the next in the order of claiming on top (LOCK-5). */
export class ClaimHeap<T extends ClaimPlace> {
  readonly #tickets: T[];

  /** Takes tickets that stand in the order of claiming already. */
  constructor(ordered: readonly T[] = []) {
    this.#tickets = [...ordered];
  }

  get size(): number {
    return this.#tickets.length;
  }

  get next(): T | undefined {
    return this.#tickets[0];
  }

  /** All of them, in no order. */
  all(): readonly T[] {
    return this.#tickets;
  }

  put(ticket: T): void {
    this.#tickets.push(ticket);
    this.#tickets[this.#rise(ticket, this.#tickets.length - 1)] = ticket;
  }

  /** The next in turn. */
  take(): T | undefined {
    return this.#takeAt(0);
  }

  /** Any one of them, each as likely. */
  takeAny(random: Random): T | undefined {
    return this.#takeAt(Math.floor(random.next() * this.#tickets.length));
  }

  #takeAt(place: number): T | undefined {
    const tickets = this.#tickets;
    const taken = tickets[place];
    const last = tickets.pop();
    if (last === undefined || taken === last) return taken;
    this.#settle(this.#rise(last, place), last);
    return taken;
  }

  /** Moves room for a ticket up to where it belongs. */
  #rise(ticket: T, from: number): number {
    const tickets = this.#tickets;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = tickets[above] as T;
      if (byClaimOrder(parent, ticket) <= 0) break;
      tickets[place] = parent;
      place = above;
    }
    return place;
  }

  /** Puts a ticket there, or as far below as it belongs. */
  #settle(from: number, ticket: T): void {
    const tickets = this.#tickets;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= tickets.length) break;
      const right = child + 1;
      if (right < tickets.length && byClaimOrder(tickets[right] as T, tickets[child] as T) < 0) {
        child = right;
      }
      if (byClaimOrder(ticket, tickets[child] as T) <= 0) break;
      tickets[place] = tickets[child] as T;
      place = child;
    }
    tickets[place] = ticket;
  }
}
