import type { Timers } from '../clock.ts';
import { ChildWorker, type ChildLimits } from './child-worker.ts';
import type { ParseOutcome, ParseTask } from './parsed-mail.ts';

export const defaultParserLimits: ChildLimits = { timeMs: 15_000, heapMb: 256, residentMb: 900 };

/** Parses mails in a child process that is killed when a mail takes it too much time or memory (MAIL-4). */
export class MailParser {
  readonly #worker: ChildWorker<ParseTask, ParseOutcome>;

  constructor(
    timers: Timers,
    limits = defaultParserLimits,
    entry = new URL('./parse-child.ts', import.meta.url),
  ) {
    this.#worker = new ChildWorker({ timers, limits, entry });
  }

  /** What the mail says, or why it cannot be read; never rejects. `cut` says that only its beginning is here. */
  parse(bytes: Uint8Array, cut = false): Promise<ParseOutcome> {
    return this.#worker.ask({ bytes, cut });
  }

  /** The process that parses, for tests and operators; undefined while none runs. */
  get pid(): number | undefined {
    return this.#worker.pid;
  }

  close(): void {
    this.#worker.close();
  }
}
