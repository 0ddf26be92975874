/** How far back a heartbeat's word on the server's time is trusted: clocks drift, laptops sleep. */
const trustedHeartbeats = 30;

/** The server's time on this screen, told once a second (SYNC-3). Ages and countdowns read it. */
export class ServerClock {
  #now = $state(0);
  #offsets: number[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #local: () => number;

  constructor(local: () => number) {
    this.#local = local;
    this.#now = local();
  }

  /** The server's time as of the last tick, in ms since the epoch: changes once a second. */
  get now(): number {
    return this.#now;
  }

  /** The server's time at this very instant, for measuring; not reactive. */
  get exact(): number {
    return this.#local() + this.#offset;
  }

  get #offset(): number {
    // The fastest message tells the time best: delay only ever makes the server look earlier.
    return this.#offsets.length ? Math.max(...this.#offsets) : 0;
  }

  /** Takes a word of the server on the time. */
  learn(serverTime: number): void {
    this.#offsets = [...this.#offsets.slice(1 - trustedHeartbeats), serverTime - this.#local()];
    // Seconds on the wall never run backwards by a correction of less than one.
    if (Math.abs(this.exact - this.#now) > 1_000) this.#now = this.exact;
  }

  /** Starts ticking at whole seconds; the owner must call what it returns. */
  start(): () => void {
    this.#tick();
    return () => clearTimeout(this.#timer);
  }

  #tick(): void {
    const exact = this.exact;
    this.#now = exact;
    this.#timer = setTimeout(() => this.#tick(), 1_000 - (exact % 1_000) + 5);
  }
}
