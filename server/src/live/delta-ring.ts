/**
 * The last deltas of one audience, encoded, for those who missed some (SYNC-2). The log is gapless,
 * so a delta's place follows from its `seq`.
 */
export class DeltaRing {
  readonly #capacity: number;
  readonly #deltas: string[] = [];
  #last: number;
  #count = 0;

  /** Begins empty after `seq`: whoever has less needs a snapshot. */
  constructor(capacity: number, seq: number) {
    this.#capacity = capacity;
    this.#last = seq;
  }

  push(seq: number, delta: string): void {
    // After a hole, which only a bug can leave, nobody goes on from before it: they get a snapshot.
    if (seq !== this.#last + 1) this.#count = 0;
    this.#deltas[seq % this.#capacity] = delta;
    this.#last = seq;
    this.#count = Math.min(this.#count + 1, this.#capacity);
  }

  /** Every delta after `since`, in order; null when the buffer does not reach back that far, or `since` lies ahead. */
  after(since: number): string[] | null {
    if (since > this.#last || since < this.#last - this.#count) return null;
    const missing: string[] = [];
    for (let seq = since + 1; seq <= this.#last; seq += 1) {
      missing.push(this.#deltas[seq % this.#capacity] ?? '');
    }
    return missing;
  }
}
