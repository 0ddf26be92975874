import type { Database } from '@vigie/db/database';
import { unsentReplies } from '@vigie/db/queries/outbox';
import type { Timers } from '../clock.ts';
import { actOnTicket, type SystemHands } from '../desk/system-act.ts';
import { imapFailure } from './mail-failure.ts';
import type { MailLogger } from './mail-logger.ts';
import type { SentFolder } from './sent-folder.ts';

export interface SentCopiesParts extends SystemHands {
  readonly mailboxId: string;
  readonly database: Database;
  readonly timers: Timers;
  readonly sentFolder: Pick<SentFolder, 'holds' | 'file'> | null;
  readonly logger: MailLogger;
}

/** A provider that files a copy by itself has done so by then, in ms. */
const FILE_AFTER_MS = 5_000;
const FILE_AGAIN_MS = [60_000, 600_000, 3_600_000];
/** When the folder is asked about doubtful answers, after the last question, in ms; then ever again by the last. */
const ASK_AFTER_MS = [5_000, 30_000, 120_000, 600_000];

/**
 * The copies in the folder of sent mail (MAIL-8): one is filed for each answer, unless the provider
 * did; and one that lies there proves that a doubtful answer was sent. Absence proves nothing.
 */
export class SentCopies {
  readonly #parts: SentCopiesParts;
  readonly #cancels = new Set<() => void>();
  #asked = 0;
  #cancelAsking: () => void = () => undefined;
  #busy: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(parts: SentCopiesParts) {
    this.#parts = parts;
  }

  start(): void {
    this.doubt();
  }

  /** A copy of this answer is filed, unless one is there already. */
  file(messageId: string, raw: Buffer): void {
    const at = this.#parts.clock.now();
    this.#later(FILE_AFTER_MS, () => this.#file(messageId, raw, at, 0));
  }

  /** There are answers that nobody knows to be sent: the folder is asked for them. */
  doubt(): void {
    this.#asked = 0;
    this.#askLater();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelAsking();
    for (const cancel of this.#cancels) cancel();
    await this.#busy;
  }

  async #file(messageId: string, raw: Buffer, at: number, failures: number): Promise<void> {
    try {
      await this.#parts.sentFolder?.file(messageId, raw, at);
    } catch (error) {
      this.#complain(error, 'outbox: no copy could be filed among the sent mails');
      const again = FILE_AGAIN_MS[failures];
      if (again !== undefined)
        this.#later(again, () => this.#file(messageId, raw, at, failures + 1));
    }
  }

  #askLater(): void {
    this.#cancelAsking();
    if (this.#closed || !this.#parts.sentFolder || !this.#doubtful().length) return;
    const ms = ASK_AFTER_MS[Math.min(this.#asked, ASK_AFTER_MS.length - 1)] ?? 0;
    this.#asked += 1;
    this.#cancelAsking = this.#parts.timers.after(ms, () => {
      this.#busy = this.#ask().finally(() => this.#askLater());
    });
  }

  async #ask(): Promise<void> {
    const { sentFolder } = this.#parts;
    try {
      for (const { replyId, ticketId, messageId } of this.#doubtful()) {
        if (!(await sentFolder?.holds(messageId))) continue;
        await actOnTicket(this.#parts, { ticketId, command: { type: 'prove-sent', replyId } });
      }
    } catch (error) {
      this.#complain(error, 'outbox: the sent mails could not be looked through');
    }
  }

  #doubtful() {
    return unsentReplies(this.#parts.database).filter(
      ({ state, mailboxId }) => state === 'uncertain' && mailboxId === this.#parts.mailboxId,
    );
  }

  #later(ms: number, act: () => Promise<void>): void {
    if (this.#closed) return;
    const cancel = this.#parts.timers.after(ms, () => {
      this.#cancels.delete(cancel);
      this.#busy = act();
    });
    this.#cancels.add(cancel);
  }

  #complain(error: unknown, message: string): void {
    this.#parts.logger.warn({ ...imapFailure(error) }, message);
  }
}
