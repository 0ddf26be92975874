import type { Clock } from '../clock.ts';

/** A page that stays open is traced anew so often, in ms: the trace says who watched, and for how long. */
const traceEveryMs = 10 * 60_000;

/** Tells a look that goes on from a new one, for pages that ask again by themselves (ACCESS-3). */
export class Looks {
  readonly #clock: Clock;
  readonly #tracedAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when this session's look was traced lately; else it is to be traced now. */
  goesOn(sessionId: string): boolean {
    const now = this.#clock.now();
    for (const [id, at] of this.#tracedAt) if (now - at >= traceEveryMs) this.#tracedAt.delete(id);
    if (this.#tracedAt.has(sessionId)) return true;
    this.#tracedAt.set(sessionId, now);
    return false;
  }
}
