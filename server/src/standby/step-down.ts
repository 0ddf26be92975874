import { readFencedMark, writeFencedMark, type FencedMark } from '@vigie/db/standby/standby-mark';
import type { Clock } from '../clock.ts';
import type { Fence } from './protocol.ts';

export interface StepDownParts {
  readonly folder: string;
  readonly term: number;
  readonly clock: Clock;
  /** Ends the service: another one leads. */
  readonly onFenced: (mark: FencedMark) => void;
}

/**
 * Whether another server leads this log (RUN-4). Once it has heard of a later term, this one accepts
 * nothing more, says who leads, and starts no more on this folder.
 */
export class StepDown {
  readonly #parts: StepDownParts;
  #mark: FencedMark | null;

  constructor(parts: StepDownParts) {
    this.#parts = parts;
    this.#mark = readFencedMark(parts.folder);
  }

  get term(): number {
    return this.#parts.term;
  }

  /** What whoever asks is told once another one leads; null before. */
  get message(): string | null {
    return this.#mark && `Un autre serveur a pris la relève : ${this.#mark.by}`;
  }

  /** True where the term is a later one, and this server ends. */
  fence({ term, by }: Fence): boolean {
    const { folder, clock, onFenced } = this.#parts;
    if (term <= this.#parts.term) return false;
    if (this.#mark) return true;
    this.#mark = { term, by, at: clock.now() };
    writeFencedMark(folder, this.#mark);
    onFenced(this.#mark);
    return true;
  }
}
