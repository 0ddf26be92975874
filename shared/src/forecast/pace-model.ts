import { handlingMs, isHandled, type HandlingModel } from './handling-model.ts';
import { cellAt } from './hour-counts.ts';
import type { Known } from './known.ts';
import { loadCount, workStretches, type WorkStretch } from './work-stretches.ts';

/**
 * How much of the rostered really work: tickets in hand by people on duty, while others waited (MET-4).
 * Pauses, absences that nobody noted, other tasks and slow hours are all in it.
 */
export interface PaceModel {
  /** By hour of the day, 0 to 23; 1 is as many at work, at the usual speed, as on duty. */
  readonly ofHour: readonly number[];
  /** By the length of the queue, in the steps of `loadOf`: people pace themselves by what waits. */
  readonly ofLoad: readonly number[];
  /** Variance of a shift's pace by what was expected. */
  readonly variance: number;
  /** The present shift by what was expected: the mean of what is known of it, and its variance. */
  readonly now: { readonly mean: number; readonly variance: number };
}

/** Before anything is known; and the time on duty, in ms, that this is worth, together and an hour. */
const assumed = { pace: 0.7, worthMs: 40 * 3_600_000, hourWorthMs: 20 * 3_600_000 } as const;
const assumedVariance = { value: 0.02, shifts: 8 } as const;
/** Cases that the usual speed is worth, for an hour of the day. */
const speedWorth = 60;
/** A shift of less work tells nothing of its pace, in tickets. */
const fewestCases = 4;
/** Chance alone varies a share so much, by the number of tickets. */
const chanceVariance = 0.6;
const leastVariance = 0.001;

/** Learns the pace of people from when there was something to take (MET-4). */
export function learnPace(known: Known, handling: HandlingModel): PaceModel {
  const stretches = workStretches(known);
  const busy = busyShares(stretches);
  const speed = speeds(known, handling);
  const ofLoad = loadFactors(stretches, busy);
  const expectedOf = ({ onDutyMs, hour, load }: WorkStretch) =>
    onDutyMs * (busy[hour] ?? 1) * (ofLoad[load] ?? 1);
  const shifts = shiftRatios(stretches, expectedOf, meanHandling(known));
  const last = known.shiftStarts.length - 1;
  const variance = varianceOf(shifts.filter(({ shift }) => shift !== last));
  const present = shifts.find(({ shift }) => shift === last);
  return {
    ofHour: busy.map((share, hour) => share * (speed[hour] ?? 1)),
    ofLoad,
    variance,
    now: presentOf(present, variance),
  };
}

/** By hour of the day, drawn towards what holds for the whole day. */
function busyShares(stretches: readonly WorkStretch[]): number[] {
  const total = totalOf(stretches);
  const overall =
    (total.inHandMs + assumed.pace * assumed.worthMs) / (total.onDutyMs + assumed.worthMs);
  return hours.map((hour) => {
    const own = totalOf(stretches.filter((each) => each.hour === hour));
    return (own.inHandMs + overall * assumed.hourWorthMs) / (own.onDutyMs + assumed.hourWorthMs);
  });
}

/** By the length of the queue, by what the hour expects; drawn towards 1. */
function loadFactors(stretches: readonly WorkStretch[], busy: readonly number[]): number[] {
  return Array.from({ length: loadCount }, (_, load) => {
    let [inHand, expected] = [assumed.hourWorthMs, assumed.hourWorthMs];
    for (const each of stretches) {
      if (each.load !== load) continue;
      inHand += each.inHandMs;
      expected += each.onDutyMs * (busy[each.hour] ?? 1);
    }
    return inHand / expected;
  });
}

/** How fast tickets taken in each hour were done, by the time that their priority usually takes. */
function speeds({ cases, tz }: Known, handling: HandlingModel): number[] {
  const took = new Array<number>(24).fill(0);
  const usual = new Array<number>(24).fill(0);
  let [tookAll, usualAll] = [0, 0];
  for (const each of cases) {
    if (!isHandled(each)) continue;
    const hour = cellAt(each.claimedAt ?? 0, tz) % 24;
    const [ms, mean] = [handlingMs(each), handling.ofPriority[each.priority].meanMs];
    took[hour] = (took[hour] ?? 0) + ms;
    usual[hour] = (usual[hour] ?? 0) + mean;
    tookAll += ms;
    usualAll += mean;
  }
  const mean = usualAll / Math.max(1, cases.length);
  const scale = tookAll > 0 ? usualAll / tookAll : 1;
  return hours.map((hour) => {
    const worth = speedWorth * mean;
    return ((usual[hour] ?? 0) + worth) / ((took[hour] ?? 0) * scale + worth || 1);
  });
}

interface Ratio {
  readonly shift: number;
  readonly ratio: number;
  /** Variance of the ratio by chance alone. */
  readonly noise: number;
}

function shiftRatios(
  stretches: readonly WorkStretch[],
  expectedOf: (stretch: WorkStretch) => number,
  meanMs: number,
): Ratio[] {
  return [...Map.groupBy(stretches, ({ shift }) => shift)].flatMap(([shift, own]) => {
    const expected = own.reduce((sum, each) => sum + expectedOf(each), 0);
    const cases = expected / meanMs;
    if (cases < fewestCases) return [];
    return [{ shift, ratio: totalOf(own).inHandMs / expected, noise: chanceVariance / cases }];
  });
}

function varianceOf(shifts: readonly Ratio[]): number {
  const { value, shifts: worth } = assumedVariance;
  let [sum, weights] = [value * worth, worth as number];
  for (const { ratio, noise } of shifts) {
    const weight = 1 / (1 + noise / value);
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

function meanHandling({ cases }: Known): number {
  const done = cases.filter(isHandled).slice(-1_000);
  return done.reduce((sum, each) => sum + handlingMs(each), 60_000) / (done.length + 0.1);
}

function totalOf(stretches: readonly WorkStretch[]): { inHandMs: number; onDutyMs: number } {
  const total = { inHandMs: 0, onDutyMs: 0 };
  for (const { inHandMs, onDutyMs } of stretches) {
    total.inHandMs += inHandMs;
    total.onDutyMs += onDutyMs;
  }
  return total;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
