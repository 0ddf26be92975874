import type { EventLog } from '@vigie/db/event-log';
import type { ChainState } from '@vigie/shared/wire/journal';
import type { Clock } from '../clock.ts';

export interface ChainWatchParts {
  readonly log: Pick<EventLog, 'head' | 'verify'>;
  readonly clock: Clock;
  readonly logger: { error(context: object, message: string): void };
}

/** Walks the chain when it is asked to, one walk at a time, and remembers what it found (LOG-5). */
export class ChainWatch {
  readonly #parts: ChainWatchParts;
  #verified: ChainState['verified'] = null;
  #running: ChainState['running'] = null;
  #walk: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: ChainWatchParts) {
    this.#parts = parts;
  }

  async state(): Promise<ChainState> {
    const { seq: head } = await this.#parts.log.head();
    return { head, verified: this.#verified, running: this.#running };
  }

  /** Begins a walk, unless one is under way. */
  async begin(): Promise<void> {
    if (this.#running) return;
    this.#running = { done: 0, total: 0 };
    const { seq: total } = await this.#parts.log.head();
    this.#running = { done: 0, total };
    this.#walk = this.#verify(total).finally(() => (this.#running = null));
  }

  /** Ends a walk under way without a finding. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#walk;
  }

  async #verify(total: number): Promise<void> {
    const { log, clock, logger } = this.#parts;
    try {
      const found = await log.verify((done) => {
        if (this.#closed) throw new Error('the service stops');
        this.#running = { done, total };
      });
      const at = clock.now();
      this.#verified = found.ok
        ? { at, ok: true, ...found.head }
        : { at, ok: false, seq: found.seq - 1, hash: null };
      if (!found.ok) logger.error({ seq: found.seq }, 'the chain of the main courante is broken');
    } catch (error) {
      logger.error({ err: error }, 'the chain of the main courante could not be walked');
    }
  }
}
