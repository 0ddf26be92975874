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
    const tickets = this.#tickets;
    let place = tickets.length;
    tickets.push(ticket);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = tickets[above] as T;
      if (byClaimOrder(parent, ticket) <= 0) break;
      tickets[place] = parent;
      place = above;
    }
    tickets[place] = ticket;
  }

  take(): T | undefined {
    const tickets = this.#tickets;
    const top = tickets[0];
    const last = tickets.pop();
    if (last === undefined || tickets.length === 0) return top;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= tickets.length) break;
      const right = child + 1;
      if (right < tickets.length && byClaimOrder(tickets[right] as T, tickets[child] as T) < 0) {
        child = right;
      }
      if (byClaimOrder(last, tickets[child] as T) <= 0) break;
      tickets[place] = tickets[child] as T;
      place = child;
    }
    tickets[place] = last;
    return top;
  }
}
