import type { OutsideStatus } from '@vigie/shared/operations/operations-status';
import type { Clock } from '../clock.ts';

export interface OutsideRecordParts {
  readonly clock: Clock;
  readonly configured: boolean;
  /** What is logged when it fails, once until it gets through again. */
  readonly failure: string;
  readonly logger: {
    warn(context: object, message: string): void;
    info(context: object, message: string): void;
  };
}

/** Keeps whether something got through to the outside. A failure is logged once, not at every try. */
export class OutsideRecord {
  readonly #parts: OutsideRecordParts;
  #lastSuccessAt: number | null = null;
  #lastFailure: OutsideStatus['lastFailure'] = null;
  #failing = false;

  constructor(parts: OutsideRecordParts) {
    this.#parts = parts;
  }

  get status(): OutsideStatus {
    const { configured } = this.#parts;
    return { configured, lastSuccessAt: this.#lastSuccessAt, lastFailure: this.#lastFailure };
  }

  succeeded(): void {
    const { clock, failure, logger } = this.#parts;
    this.#lastSuccessAt = clock.now();
    if (this.#failing) logger.info({}, `${failure}: over`);
    this.#failing = false;
  }

  failed(message: string): void {
    const { clock, failure, logger } = this.#parts;
    this.#lastFailure = { at: clock.now(), message };
    if (!this.#failing) logger.warn({ cause: message }, failure);
    this.#failing = true;
  }
}
