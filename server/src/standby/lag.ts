import type { Position } from '@vigie/db/standby/position';

interface Mark {
  readonly end: Position;
  readonly at: number;
  readonly seq: number;
}

type IsPast = (position: Position, other: Position) => boolean;

/** Above this many marks every other one goes: of an absent standby only the age matters. */
const mostMarks = 4_096;

/** What a standby has not got yet, as instants and events (RUN-4). */
export class Lag {
  readonly #isPast: IsPast;
  #marks: Mark[] = [];
  #had: number;

  /** `had`: the last event before the first mark. */
  constructor(isPast: IsPast, had: number) {
    this.#isPast = isPast;
    this.#had = had;
  }

  /** Something was committed. */
  committed(mark: Mark): void {
    this.#marks.push(mark);
    if (this.#marks.length > mostMarks) {
      this.#marks = this.#marks.filter((_, n) => n % 2 === 0 || n === this.#marks.length - 1);
    }
  }

  /** A standby has everything up to here. */
  acknowledged(position: Position): void {
    let last = 0;
    while (last < this.#marks.length) {
      const mark = this.#marks[last];
      if (!mark || !this.#isPast(position, mark.end)) break;
      this.#had = mark.seq;
      last += 1;
    }
    if (last) this.#marks = this.#marks.slice(last);
  }

  get isNone(): boolean {
    return this.#marks.length === 0;
  }

  /** So many events are not on the standby yet. */
  events(): number {
    return Math.max(0, (this.#marks.at(-1)?.seq ?? this.#had) - this.#had);
  }

  /** The oldest of what is missing was committed so long ago, in ms. */
  ageMs(now: number): number {
    const [oldest] = this.#marks;
    return oldest ? Math.max(0, now - oldest.at) : 0;
  }
}
