import { isToTakeAt, type Case, type Known, type PastForecast } from '@vigie/shared/forecast/known';
import { dayMs, hourMs, minuteMs } from '@vigie/shared/roster/calendar';
import { liveTown } from './town-room.ts';
import { rosterOf, stepsOf, type TownShift } from './town-roster.ts';
import { drawTown } from './town-traits.ts';

const tz = 'Europe/Paris';
/** A Monday in winter, so that a spring clock change falls into some of it. */
const firstMs = Date.UTC(2026, 0, 26, 5);
const rememberedMs = 56 * dayMs;

/** A town's whole life, of which a forecaster is shown the past alone. */
export class TownPast {
  readonly shifts: readonly TownShift[];
  readonly #cases: readonly Case[];
  readonly #steps: ReturnType<typeof stepsOf>;

  constructor(seed: number, days: number) {
    const town = drawTown(seed);
    this.#cases = liveTown(town, firstMs, days, tz);
    const untilMs = firstMs + days * dayMs;
    const shifts = rosterOf(town, firstMs, days);
    this.#steps = stepsOf(shifts);
    this.shifts = shifts.filter(({ startMs, endMs }) => startMs >= firstMs && endMs < untilMs);
  }

  /** Tickets to take at an instant. */
  queueAt(atMs: number): number {
    return this.#since(atMs - rememberedMs, atMs).filter((each) => isToTakeAt(each, atMs)).length;
  }

  /** How the waiting tickets fared: answered in time, whatever came of them. */
  endOf(id: string): Case | undefined {
    return this.#cases[Number(id.slice(1))];
  }

  /** What could be known at an instant of a shift, and no more. */
  knownAt(shift: TownShift, atMs: number, past: readonly PastForecast[]): Known {
    const fromMs = Math.max(firstMs, atMs - rememberedMs);
    const untilMs = shift.endMs + 6 * hourMs;
    return {
      ...{ atMs, tz, fromMs, past, reliefMs: shift.endMs },
      cases: this.#since(fromMs, atMs).map((each) => asKnown(each, atMs)),
      staffing: this.#steps.filter((step) => step.atMs <= untilMs),
      shiftStarts: this.shifts.map(({ startMs }) => startMs).filter((start) => start <= atMs),
      allowedMs: { P0: 5 * minuteMs, P1: hourMs, P2: 4 * hourMs, P3: 24 * hourMs },
      aims: { P0: 0.99, P1: 0.95, P2: 0.9, P3: 0.9 },
    };
  }

  #since(fromMs: number, atMs: number): readonly Case[] {
    return this.#cases.slice(this.#place(fromMs), this.#place(atMs));
  }

  /** Of the first case that began after an instant. */
  #place(atMs: number): number {
    let [low, high] = [0, this.#cases.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#cases[middle]?.startedAt ?? Infinity) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function asKnown(each: Case, atMs: number): Case {
  const { claimedAt, endedAt } = each;
  if (endedAt !== null && endedAt <= atMs) return each;
  const isTaken = claimedAt !== null && claimedAt <= atMs;
  return {
    ...each,
    ...{ endedAt: null, outcome: 'waiting', withSheet: false },
    claimedAt: isTaken ? claimedAt : null,
    holder: isTaken ? each.holder : null,
  };
}
