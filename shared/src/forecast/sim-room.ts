import type { Random } from '../chance/random.ts';
import { byClaimOrder, queueRankOf } from '../ticket/claim-order.ts';
import { ClaimHeap } from './claim-heap.ts';
import type { SimTicket } from './future-arrivals.ts';
import type { StaffStep } from './known.ts';
import { Busy, Leaving } from './under-way.ts';

/** What a simulated room tells of its course. */
export interface SimEars {
  taken(ticket: SimTicket, atMs: number): void;
  answered(ticket: SimTicket, atMs: number): void;
  /** At each mark, before anything that happens at it or later. */
  marked(mark: number, room: SimRoom): void;
}

export interface SimPlan {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Instants, in order, at which the room is looked at. */
  readonly marks: readonly number[];
  readonly staffing: readonly StaffStep[];
  /** How much of the rostered work at an instant with so many to take, in this run. */
  readonly paceAt: (atMs: number, toTake: number) => number;
  /** The share of claims chosen by hand, and the chance that decides on it. */
  readonly outOfTurn: number;
  readonly turns: Random;
}

/**
 * A room in which tickets come, are taken in the order of "claim next" and answered (LOCK-5). Restricted
 * ones go to the cleared alone. Whoever works slower than the clock is free later than their answer.
 */
export class SimRoom {
  readonly #plan: SimPlan;
  readonly #ears: SimEars;
  readonly #open: ClaimHeap<SimTicket>;
  readonly #restricted: ClaimHeap<SimTicket>;
  readonly #busy = new Busy();
  /** Answers under way: they leave at an instant of their own. */
  readonly #leaving = new Leaving();
  #staff: StaffStep;
  #staffNext = 0;
  #markNext = 0;
  #now: number;

  /** `waiting` stands in the order of claiming. */
  constructor(plan: SimPlan, waiting: readonly SimTicket[], ears: SimEars) {
    this.#plan = plan;
    this.#ears = ears;
    this.#now = plan.fromMs;
    this.#open = new ClaimHeap(waiting.filter(({ restricted }) => !restricted));
    this.#restricted = new ClaimHeap(waiting.filter(({ restricted }) => restricted));
    this.#staff = { atMs: plan.fromMs, people: 0, cleared: 0 };
    this.#takeStaff();
  }

  /** Tickets that nobody has taken. */
  get toTake(): number {
    return this.#open.size + this.#restricted.size;
  }

  waiting(): readonly SimTicket[] {
    return [...this.#open.all(), ...this.#restricted.all()];
  }

  /** Tickets in hand whose answers have not left. */
  underWay(): readonly SimTicket[] {
    return this.#leaving.tickets();
  }

  /** Somebody is at work as the forecast is made: on these tickets, one after the other. */
  begin(tickets: readonly SimTicket[]): void {
    let at = this.#plan.fromMs;
    for (const ticket of tickets) {
      at += ticket.handlingMs;
      this.#leaving.put(ticket, at);
    }
    const spentMs = (at - this.#plan.fromMs) / this.#plan.paceAt(this.#plan.fromMs, this.toTake);
    const cleared = this.#busy.others >= this.#staff.people - this.#staff.cleared;
    this.#busy.put(this.#plan.fromMs + spentMs, cleared);
  }

  /** Lives through the plan with what comes. */
  live(arrivals: readonly SimTicket[]): void {
    this.#hire();
    let next = 0;
    for (;;) {
      const arrival = arrivals[next];
      const at = Math.min(arrival?.openedAt ?? Infinity, this.#busy.nextFreeAt, this.#nextStaff());
      this.#passUntil(Math.min(at, this.#plan.untilMs));
      if (at >= this.#plan.untilMs) return this.#passUntil(Infinity);
      this.#now = at;
      if (arrival && arrival.openedAt <= at) {
        (arrival.restricted ? this.#restricted : this.#open).put(arrival);
        next += 1;
      }
      this.#busy.free(at);
      this.#takeStaff();
      this.#hire();
    }
  }

  /** Marks and answers up to an instant, in order. */
  #passUntil(untilMs: number): void {
    const { marks } = this.#plan;
    for (;;) {
      const mark = marks[this.#markNext] ?? Infinity;
      this.#leaving.sendUntil(Math.min(mark, untilMs), (ticket, atMs) => {
        if (atMs <= this.#plan.untilMs) this.#ears.answered(ticket, atMs);
      });
      if (mark > untilMs || mark === Infinity) return;
      this.#ears.marked(this.#markNext, this);
      this.#markNext += 1;
    }
  }

  #hire(): void {
    for (;;) {
      const { people, cleared } = this.#staff;
      const freeCleared = cleared - this.#busy.cleared;
      const freeOthers = people - cleared - this.#busy.others;
      const ticket = this.#choose(freeCleared, freeOthers);
      if (!ticket) return;
      this.#ears.taken(ticket, this.#now);
      const isCleared = ticket.restricted || freeOthers <= 0;
      const spentMs = ticket.handlingMs / this.#plan.paceAt(this.#now, this.toTake);
      this.#busy.put(this.#now + spentMs, isCleared);
      this.#leaving.put(ticket, this.#now + ticket.handlingMs);
    }
  }

  /** The next ticket for whoever is free. The cleared take what comes first of all, the others of the open. */
  #choose(freeCleared: number, freeOthers: number): SimTicket | undefined {
    const [open, restricted] = [this.#open.next, this.#restricted.next];
    const restrictedFirst = restricted && (!open || byClaimOrder(restricted, open) < 0);
    if (freeCleared > 0 && restrictedFirst) return this.#restricted.take();
    if (freeOthers <= 0 && freeCleared <= 0) return undefined;
    const { turns, outOfTurn } = this.#plan;
    const isDanger = open?.queueRank === queueRankOf('P0');
    const byHand = !isDanger && turns.next() < outOfTurn;
    return byHand ? this.#open.takeAny(turns) : this.#open.take();
  }

  #takeStaff(): void {
    const { staffing } = this.#plan;
    for (;;) {
      const step = staffing[this.#staffNext];
      if (!step || step.atMs > this.#now) return;
      this.#staff = step;
      this.#staffNext += 1;
    }
  }

  #nextStaff(): number {
    return this.#plan.staffing[this.#staffNext]?.atMs ?? Infinity;
  }
}
