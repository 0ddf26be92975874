import type { Timers, Clock } from '../clock.ts';

/** How often the server notes that it is alive (LOCK-4), in ms. */
const heartbeatMs = 5_000;

export interface HeartbeatParts {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Stores the instant; may throw, as on a full disk. */
  readonly persist: (at: number) => void;
  readonly logger: { error(context: object, message: string): void };
}

/** Notes every five seconds, and once more at the end, that the server is alive (LOCK-4). Closed by its owner. */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  #cancel: () => void = () => undefined;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
    this.#beat();
  }

  close(): void {
    this.#cancel();
    this.#persist();
  }

  #beat(): void {
    this.#persist();
    this.#cancel = this.#parts.timers.after(heartbeatMs, () => this.#beat());
  }

  #persist(): void {
    const { clock, persist, logger } = this.#parts;
    try {
      persist(clock.now());
    } catch (error) {
      // Leases are prolonged a little more after a restart: a missed beat harms nobody.
      logger.error({ err: error }, 'the heartbeat was not stored');
    }
  }
}
