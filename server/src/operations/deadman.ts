import type { OutsideStatus } from '@vigie/shared/operations/operations-status';
import type { Clock, Timers } from '../clock.ts';
import { OutsideRecord, type OutsideRecordParts } from './outside-record.ts';

export interface DeadmanParts {
  /** Null where none is set up. */
  readonly url: string | null;
  readonly everyMs: number;
  /** Whether all is well at this instant. */
  readonly isWell: () => boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: OutsideRecordParts['logger'];
  readonly ask?: typeof fetch;
}

/** A watchman who does not answer within this time has not heard us, in ms. */
const answerWithinMs = 10_000;

/**
 * The dead-man's ping (RUN-6): while all is well it calls the configured address, and else keeps
 * silent, so that somebody outside notices what cannot be told from inside. Closed by its owner.
 */
export class Deadman {
  readonly #parts: DeadmanParts;
  readonly #record: OutsideRecord;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(parts: DeadmanParts) {
    this.#parts = parts;
    const configured = parts.url !== null;
    const failure = 'the dead-man’s ping does not get through';
    this.#record = new OutsideRecord({ ...parts, configured, failure });
    if (configured) this.#plan();
  }

  get status(): OutsideStatus {
    return this.#record.status;
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  #plan(): void {
    if (this.#closed) return;
    this.#cancel = this.#parts.timers.after(this.#parts.everyMs, () => {
      void this.#ping().finally(() => this.#plan());
    });
  }

  async #ping(): Promise<void> {
    const { url, isWell, ask = fetch } = this.#parts;
    if (url === null || !isWell()) return;
    try {
      const signal = AbortSignal.timeout(answerWithinMs);
      const response = await ask(url, { method: 'POST', signal, redirect: 'error' });
      await response.body?.cancel();
      if (response.ok) this.#record.succeeded();
      else this.#record.failed(`HTTP ${String(response.status)}`);
    } catch (error) {
      this.#record.failed(causeOf(error));
    }
  }
}

/** Why an address could not be asked, without the address: there may be a secret in it. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.name;
}
