/** A limit on how often: `burst` at once, then `perSecond` in the long run. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts one source against its rate; time is passed in. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, at: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = at;
  }

  /** True when one more is within the rate at this instant; then it is counted. */
  takes(at: number): boolean {
    const refill = (Math.max(0, at - this.#at) / 1_000) * this.#rate.perSecond;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + refill);
    this.#at = at;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
