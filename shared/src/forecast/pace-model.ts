import type { HandlingModel } from './handling-model.ts';
import { cellAt } from './hour-counts.ts';
import type { Case, Known } from './known.ts';

/**
 * How much of the rostered really work: the handling done by the time on duty, while tickets waited
 * (MET-4). Pauses, absences that nobody noted and other tasks are all in it.
 */
export interface PaceModel {
  /** By hour of the day, 0 to 23; 1 is as many at work as on duty. */
  readonly ofHour: readonly number[];
  /** Variance of a shift's pace by what was expected. */
  readonly variance: number;
  /** The present shift by what was expected: the mean of what is known of it, and its variance. */
  readonly now: { readonly mean: number; readonly variance: number };
}

/** Before anything is known; and the time on duty, in ms, that this is worth. */
const assumed = { pace: 0.7, worthMs: 40 * 3_600_000, hourWorthMs: 30 * 3_600_000 } as const;
const assumedVariance = { value: 0.03, shifts: 6 } as const;
/** With fewer to take, somebody may be free and none of them theirs to take. */
const fewestWaiting = 2;
/** Handling times vary about as much as their mean. */
const handlingVariance = 0.8;
const leastVariance = 0.002;

/** What was done in one stretch of one hour of one shift, in ms of handling, and time on duty meanwhile. */
interface Stretch {
  readonly shift: number;
  readonly hour: number;
  readonly done: number;
  readonly onDuty: number;
  readonly cases: number;
}

/** Learns the pace of people from when there was something to take (MET-4). */
export function learnPace(known: Known, handling: HandlingModel): PaceModel {
  const stretches = stretchesOf(known, handling);
  const total = totalOf(stretches);
  const overall = (total.done + assumed.pace * assumed.worthMs) / (total.onDuty + assumed.worthMs);
  const ofHour = Array.from({ length: 24 }, (_, hour) => {
    const { done, onDuty } = totalOf(stretches.filter((each) => each.hour === hour));
    return (done + overall * assumed.hourWorthMs) / (onDuty + assumed.hourWorthMs);
  });
  const shifts = shiftRatios(stretches, ofHour);
  const variance = varianceOf(shifts.slice(0, -1));
  const present = shifts.find(({ shift }) => shift === known.shiftStarts.length - 1);
  return { ofHour, variance, now: presentOf(present, variance) };
}

interface Ratio {
  readonly shift: number;
  readonly ratio: number;
  /** Of the ratio, by the chance in handling times alone. */
  readonly noise: number;
}

function shiftRatios(stretches: readonly Stretch[], ofHour: readonly number[]): Ratio[] {
  const byShift = Map.groupBy(stretches, ({ shift }) => shift);
  return [...byShift].flatMap(([shift, own]) => {
    const expected = own.reduce((sum, { onDuty, hour }) => sum + onDuty * (ofHour[hour] ?? 1), 0);
    const { done, cases } = totalOf(own);
    if (expected <= 0 || cases < 3) return [];
    return [{ shift, ratio: done / expected, noise: (1 + handlingVariance) / cases }];
  });
}

function varianceOf(shifts: readonly Ratio[]): number {
  let [sum, weights] = [
    assumedVariance.value * assumedVariance.shifts,
    assumedVariance.shifts as number,
  ];
  for (const { ratio, noise } of shifts) {
    const weight = 1 / (1 + noise / assumedVariance.value);
    sum += weight * ((ratio - 1) ** 2 - noise);
    weights += weight;
  }
  return Math.max(leastVariance, sum / weights);
}

/** What the shift so far says, held against what shifts usually differ by. */
function presentOf(present: Ratio | undefined, variance: number): PaceModel['now'] {
  if (!present) return { mean: 1, variance };
  const trust = variance / (variance + present.noise);
  return { mean: 1 + trust * (present.ratio - 1), variance: variance * (1 - trust) };
}

function totalOf(stretches: readonly Stretch[]): { done: number; onDuty: number; cases: number } {
  const total = { done: 0, onDuty: 0, cases: 0 };
  for (const { done, onDuty, cases } of stretches) {
    total.done += done;
    total.onDuty += onDuty;
    total.cases += cases;
  }
  return total;
}

type Mark =
  | { readonly atMs: number; readonly kind: 'came' | 'gone' }
  | { readonly atMs: number; readonly kind: 'taken'; readonly work: number }
  | { readonly atMs: number; readonly kind: 'staff'; readonly people: number }
  | { readonly atMs: number; readonly kind: 'shift' | 'hour' };

/** Goes through the past once, in order, and adds up what was done while something was to take. */
function stretchesOf(known: Known, handling: HandlingModel): Stretch[] {
  const found = new Map<number, { -readonly [K in keyof Stretch]: Stretch[K] }>();
  let [waiting, people, shift, since] = [0, 0, -1, known.fromMs];
  for (const mark of marksOf(known, handling)) {
    if (mark.atMs > since && shift >= 0) {
      const hour = cellAt(since, known.tz) % 24;
      const key = shift * 24 + hour;
      const stretch = found.get(key) ?? { shift, hour, done: 0, onDuty: 0, cases: 0 };
      found.set(key, stretch);
      if (waiting >= fewestWaiting) stretch.onDuty += people * (mark.atMs - since);
    }
    if (mark.kind === 'taken' && shift >= 0) {
      const stretch = found.get(shift * 24 + (cellAt(mark.atMs, known.tz) % 24));
      if (stretch && waiting >= fewestWaiting) {
        stretch.done += mark.work;
        stretch.cases += 1;
      }
    }
    since = Math.max(since, mark.atMs);
    if (mark.kind === 'came') waiting += 1;
    if (mark.kind === 'gone' || mark.kind === 'taken') waiting -= 1;
    if (mark.kind === 'staff') people = mark.people;
    if (mark.kind === 'shift') shift += 1;
  }
  return [...found.values()];
}

function marksOf(known: Known, handling: HandlingModel): Mark[] {
  const { cases, staffing, shiftStarts, fromMs, atMs } = known;
  const marks: Mark[] = cases.flatMap((each) => marksOfCase(each, handling, atMs));
  for (const step of staffing) {
    if (step.atMs <= atMs) marks.push({ atMs: step.atMs, kind: 'staff', people: step.people });
  }
  for (const start of shiftStarts) marks.push({ atMs: start, kind: 'shift' });
  // Hours end stretches, so that each stands in one hour.
  for (let hour = Math.ceil(fromMs / 3_600_000) * 3_600_000; hour <= atMs; hour += 3_600_000) {
    marks.push({ atMs: hour, kind: 'hour' });
  }
  return marks.sort((one, other) => one.atMs - other.atMs);
}

function marksOfCase(
  { startedAt, claimedAt, endedAt, priority }: Case,
  handling: HandlingModel,
  atMs: number,
): Mark[] {
  const came: Mark = { atMs: startedAt, kind: 'came' };
  if (claimedAt !== null && claimedAt <= atMs) {
    return [came, { atMs: claimedAt, kind: 'taken', work: handling.ofPriority[priority].meanMs }];
  }
  return endedAt === null ? [came] : [came, { atMs: endedAt, kind: 'gone' }];
}
