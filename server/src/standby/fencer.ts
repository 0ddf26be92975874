import { readStandbyMark, writeStandbyMark } from '@vigie/db/standby/standby-mark';
import type { Timers } from '../clock.ts';
import { Source, SourceFailed } from './source.ts';

export interface FencerParts {
  readonly folder: string;
  readonly token: string;
  readonly term: number;
  /** Where this server is reached by the other. */
  readonly address: string;
  readonly timers: Timers;
  readonly logger: { info(context: object, message: string): void };
  readonly ask?: typeof fetch;
}

const everyMs = 5_000;

/**
 * Tells the server that was succeeded that it was, as soon as it can be reached (RUN-4). Until then both
 * may believe that they lead: that is what two nodes cannot settle by themselves. Closed by its owner.
 */
export class Fencer {
  readonly #parts: FencerParts;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(parts: FencerParts) {
    this.#parts = parts;
    void this.#tell();
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  async #tell(): Promise<void> {
    const { folder, token, term, address: by, timers, logger } = this.#parts;
    const mark = readStandbyMark(folder);
    if (!mark?.owesFence || this.#closed) return;
    try {
      await new Source({ url: mark.from, token, ...this.#asking() }).fence({ term, by });
      writeStandbyMark(folder, { ...mark, owesFence: false });
      logger.info({}, 'the former server has stepped down');
    } catch (error) {
      if (!(error instanceof SourceFailed)) throw error;
      if (!this.#closed) this.#cancel = timers.after(everyMs, () => void this.#tell());
    }
  }

  #asking(): { ask?: typeof fetch } {
    return this.#parts.ask ? { ask: this.#parts.ask } : {};
  }
}
