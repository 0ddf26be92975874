import type { TicketWords } from '@vigie/shared/access/see';
import type { Ticket } from '@vigie/shared/ticket/ticket';

/** A ticket with the words that lists show. */
export interface WordedTicket {
  readonly ticket: Ticket;
  readonly words: TicketWords;
}

/** The open tickets, and how many of them each person holds (LOCK-1: a ticket has at most one holder). */
export class HeldTickets {
  readonly #tickets = new Map<string, WordedTicket>();
  readonly #held = new Map<string, number>();

  get(ticketId: string): WordedTicket | undefined {
    return this.#tickets.get(ticketId);
  }

  ids(): Iterable<string> {
    return this.#tickets.keys();
  }

  /** How many open tickets a person holds; only the event that ends a lock frees them (LOCK-4). */
  heldBy(personId: string): number {
    return this.#held.get(personId) ?? 0;
  }

  /** Puts a ticket in its new state, or takes it out, and names the people whose count may have changed. */
  put(ticketId: string, now: WordedTicket | null): string[] {
    const holders = [this.get(ticketId)?.ticket.lock?.holder, now?.ticket.lock?.holder];
    const [before, after] = holders;
    if (now) this.#tickets.set(ticketId, now);
    else this.#tickets.delete(ticketId);
    if (before === after) return [];
    if (before) this.#held.set(before, this.heldBy(before) - 1);
    if (after) this.#held.set(after, this.heldBy(after) + 1);
    return holders.filter((holder) => holder !== undefined);
  }
}
