import { hourMs } from '../roster/calendar.ts';
import { learnBursts, type BurstModel } from './burst-model.ts';
import { cellAt, pastHours, type PastHour } from './hour-counts.ts';
import type { Known } from './known.ts';
import { capped, learnWeek, type WeekProfile } from './week-profile.ts';

/** A gamma distribution by its shape and mean. */
export interface GammaOf {
  readonly shape: number;
  readonly mean: number;
}

/** How cases come, as the past and today tell it (MET-4). */
export interface ArrivalModel {
  readonly tz: string;
  readonly week: WeekProfile;
  /** Recent days by what the week expects: the trend. */
  readonly level: number;
  /** Today by the level, given what came today. */
  readonly today: GammaOf;
  /** Variance of half a day's load by what was expected, and of an hour's beside it. */
  readonly dayVariance: number;
  readonly hourVariance: number;
  readonly bursts: BurstModel;
}

/** The trend forgets by half in so many hours, and today in so many. */
const levelHalfLife = 4 * 24;
const todayHalfLife = 5;
/** Cases that a level of 1 is worth before anything was counted. */
const levelWorth = 60;
/** Variances before anything is known, and how many half days or hours they are worth. */
const assumed = { day: 0.03, days: 8, hour: 0.04, hours: 60 } as const;
const blockHours = 12;
const leastVariance = 0.004;

/** Cases an hour that are expected at an instant, bursts and today apart. */
export function rateAt({ week, level, tz }: ArrivalModel, atMs: number): number {
  return level * (week[cellAt(atMs, tz)] ?? 0);
}

/** Learns from the past how cases come, and from the last hours what kind of day it is (MET-4). */
export function learnArrivals(known: Known): ArrivalModel {
  const hours = pastHours(known);
  const week = learnWeek(hours, known.atMs);
  const levels = runningLevels(hours, week);
  const level = levels.at(-1) ?? 1;
  const expected = hours.map(({ cell }, n) => (levels[n] ?? 1) * (week[cell] ?? 0));
  const calm = hours.map(({ count }, n) => capped(count, expected[n] ?? 0));
  const variances = variancesOf(calm, expected);
  const bursts = learnBursts(
    known,
    hours,
    expected,
    (at) => level * (week[cellAt(at, known.tz)] ?? 0),
  );
  const today = todayOf(calm, expected, hours, known.atMs, variances);
  return { tz: known.tz, week, level, today, ...variances, bursts };
}

/** Before each hour, and after the last: what the days before it say of the level. */
function runningLevels(hours: readonly PastHour[], week: WeekProfile): number[] {
  const keep = 2 ** (-1 / levelHalfLife);
  let [counted, expected] = [levelWorth, levelWorth];
  const levels = [1];
  for (const { cell, count } of hours) {
    const rate = week[cell] ?? 0;
    counted =
      (counted - levelWorth) * keep + levelWorth + capped(count, rate * (counted / expected));
    expected = (expected - levelWorth) * keep + levelWorth + rate;
    levels.push(counted / expected);
  }
  return levels;
}

/** More than Poisson: how much half days, and hours within them, differ from what was expected. */
function variancesOf(
  counts: readonly number[],
  expected: readonly number[],
): { dayVariance: number; hourVariance: number } {
  let [day, days, hour, hourMass] = [assumed.day * assumed.days, assumed.days, 0, 0];
  for (let end = counts.length; end >= blockHours; end -= blockHours) {
    const block = { from: end - blockHours, to: end };
    const [came, due] = [sumOf(counts, block), sumOf(expected, block)];
    if (due < 1) continue;
    day += (came / due - 1) ** 2 - 1 / due;
    days += 1;
    for (let n = block.from; n < end; n += 1) {
      const mean = ((expected[n] ?? 0) * came) / due;
      hour += ((counts[n] ?? 0) - mean) ** 2 - mean;
      hourMass += mean ** 2;
    }
  }
  const prior = assumed.hours * 100;
  return {
    dayVariance: Math.max(leastVariance, day / days),
    hourVariance: Math.max(leastVariance, (hour + assumed.hour * prior) / (hourMass + prior)),
  };
}

/** Today's factor after what came today, hours ago counting less; hours that vary more say less. */
function todayOf(
  counts: readonly number[],
  expected: readonly number[],
  hours: readonly PastHour[],
  atMs: number,
  { dayVariance, hourVariance }: { dayVariance: number; hourVariance: number },
): GammaOf {
  let [shape, rate] = [1 / dayVariance, 1 / dayVariance];
  for (let n = Math.max(0, hours.length - 2 * blockHours); n < hours.length; n += 1) {
    const due = expected[n] ?? 0;
    const age = (atMs - (hours[n]?.startMs ?? atMs)) / hourMs - 0.5;
    const weight = 2 ** (-age / todayHalfLife) / (1 + hourVariance * due);
    shape += weight * (counts[n] ?? 0);
    rate += weight * due;
  }
  return { shape, mean: shape / rate };
}

function sumOf(values: readonly number[], { from, to }: { from: number; to: number }): number {
  let sum = 0;
  for (let n = from; n < to; n += 1) sum += values[n] ?? 0;
  return sum;
}
