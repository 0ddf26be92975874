import { dayMs, hourMs } from '../roster/calendar.ts';
import type { Cycle } from '../roster/cycle.ts';
import { currentShift, type Shift } from '../roster/on-duty.ts';

/** Where an instant lies for the service: on whose watch, and on the wall clock. */
export interface DutyTime {
  readonly shift: Shift;
  /** Days since 1970 on the wall clock, 0 to 23, and 0 for Monday. */
  readonly day: number;
  readonly hour: number;
  readonly weekday: number;
}

interface Watch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly shift: Shift;
}

/** 1970 began on a Thursday. */
const weekdayOfEpoch = 3;

/**
 * Tells on whose watch an instant is, and what the wall clock shows (ROST-1), for a million instants in a
 * second: what it has found it keeps. The cycle is the one that held at the instant.
 */
export class DutyClock {
  readonly #cycleAt: (atMs: number) => Cycle;
  readonly #offsets = new Map<number, number>();
  #watch: Watch | null = null;
  readonly #watches = new Map<number, readonly Watch[]>();

  constructor(cycleAt: (atMs: number) => Cycle) {
    this.#cycleAt = cycleAt;
  }

  at(ms: number): DutyTime {
    const local = ms + this.offset(ms);
    const day = Math.floor(local / dayMs);
    return {
      shift: this.shift(ms),
      day,
      hour: Math.floor((local - day * dayMs) / hourMs),
      weekday: (((day + weekdayOfEpoch) % 7) + 7) % 7,
    };
  }

  /** What the wall clock is ahead of UTC, in ms. Clocks change at whole hours. */
  offset(ms: number): number {
    const hour = Math.floor(ms / hourMs);
    const known = this.#offsets.get(hour);
    if (known !== undefined) return known;
    const { tz } = this.#cycleAt(ms);
    const instant = Temporal.Instant.fromEpochMilliseconds(hour * hourMs);
    const offset = instant.toZonedDateTimeISO(tz).offsetNanoseconds / 1e6;
    this.#offsets.set(hour, offset);
    return offset;
  }

  /** The shift that is responsible at an instant (HAND-2). */
  shift(ms: number): Shift {
    const last = this.#watch;
    if (last && last.fromMs <= ms && ms < last.toMs) return last.shift;
    const found = this.#watchesOf(Math.floor(ms / dayMs)).find(({ toMs }) => ms < toMs);
    if (!found) throw new RangeError(`nobody is on duty at ${String(ms)}`);
    this.#watch = found;
    return found.shift;
  }

  /** The watches of a day of UTC: each shift is responsible until its last minute. */
  #watchesOf(day: number): readonly Watch[] {
    const known = this.#watches.get(day);
    if (known) return known;
    const watches: Watch[] = [];
    const endMs = (day + 1) * dayMs;
    for (let ms = day * dayMs; ms < endMs;) {
      const shift = currentShift(this.#cycleAt(ms), ms);
      const toMs = Math.min(shift.endMs, endMs);
      watches.push({ fromMs: ms, toMs, shift });
      ms = toMs;
    }
    this.#watches.set(day, watches);
    return watches;
  }
}
