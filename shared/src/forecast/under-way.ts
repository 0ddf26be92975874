import type { SimTicket } from './future-arrivals.ts';

/**
 * Who is at work in a simulated room, until they are free for the next ticket. Looked at only when somebody
 * becomes free: a room is lived through some hundred times a minute.
 */
export class Busy {
  readonly #freeAt: number[] = [];
  readonly #isCleared: boolean[] = [];
  #cleared = 0;
  #nextFreeAt = Infinity;

  /** How many of the cleared, and of the others. */
  get cleared(): number {
    return this.#cleared;
  }

  get others(): number {
    return this.#freeAt.length - this.#cleared;
  }

  get nextFreeAt(): number {
    return this.#nextFreeAt;
  }

  put(freeAt: number, isCleared: boolean): void {
    this.#freeAt.push(freeAt);
    this.#isCleared.push(isCleared);
    if (isCleared) this.#cleared += 1;
    if (freeAt < this.#nextFreeAt) this.#nextFreeAt = freeAt;
  }

  /** Lets go whoever is free by then. */
  free(nowMs: number): void {
    if (this.#nextFreeAt > nowMs) return;
    this.#nextFreeAt = Infinity;
    let kept = 0;
    for (let n = 0; n < this.#freeAt.length; n += 1) {
      const [freeAt, isCleared] = [this.#freeAt[n] ?? 0, this.#isCleared[n] ?? false];
      if (freeAt <= nowMs) {
        if (isCleared) this.#cleared -= 1;
        continue;
      }
      this.#freeAt[kept] = freeAt;
      this.#isCleared[kept] = isCleared;
      kept += 1;
      if (freeAt < this.#nextFreeAt) this.#nextFreeAt = freeAt;
    }
    this.#freeAt.length = this.#isCleared.length = kept;
  }
}

/** Answers under way in a simulated room: each leaves at an instant of its own. */
export class Leaving {
  readonly #atMs: number[] = [];
  readonly #tickets: SimTicket[] = [];
  #nextMs = Infinity;

  tickets(): readonly SimTicket[] {
    return this.#tickets;
  }

  put(ticket: SimTicket, atMs: number): void {
    this.#tickets.push(ticket);
    this.#atMs.push(atMs);
    if (atMs < this.#nextMs) this.#nextMs = atMs;
  }

  /** Sends what leaves before an instant; the order among them says nothing. */
  sendUntil(untilMs: number, send: (ticket: SimTicket, atMs: number) => void): void {
    if (this.#nextMs >= untilMs) return;
    this.#nextMs = Infinity;
    let kept = 0;
    for (let n = 0; n < this.#tickets.length; n += 1) {
      const [ticket, atMs] = [this.#tickets[n], this.#atMs[n] ?? 0];
      if (!ticket) continue;
      if (atMs < untilMs) {
        send(ticket, atMs);
        continue;
      }
      this.#tickets[kept] = ticket;
      this.#atMs[kept] = atMs;
      kept += 1;
      if (atMs < this.#nextMs) this.#nextMs = atMs;
    }
    this.#tickets.length = this.#atMs.length = kept;
  }
}
