import { dayMs, hourMs } from '../roster/calendar.ts';
import type { Interval } from './interval.ts';
import type { PastForecast } from './known.ts';

/** Past forecasts that agreement with the simulation is worth: few say little against it. */
const worth = 12;
const held = 0.8;
const halfLifeDays = 21;
/** Forecasts made so many times as long before a relief are half as telling. */
const kinship = 0.6;

interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/**
 * Mends an interval by how past ones fared (MET-4): moved by their usual error, then widened or narrowed
 * until it would have held 80 % of them (conformal, in units of its own width). Only what is over counts.
 */
export function learnFromError(
  interval: Interval,
  past: readonly PastForecast[],
  { atMs, reliefMs }: { readonly atMs: number; readonly reliefMs: number },
): Interval {
  const over = past.filter(({ reliefMs: then }) => then <= atMs);
  const weights = over.map((each) => weightOf(each, reliefMs - atMs, atMs));
  const mass = weights.reduce((sum, one) => sum + one, 0);
  const trust = mass / (mass + worth);
  const shift = trust * weightedQuantile(join(over.map(errorOf), weights), 0.5);
  const scores = over.map((each) => excessOf(moved(each, shift), each.actual));
  const wider = trust * weightedQuantile(join(scores, weights), held);
  return widened(moved(interval, shift), wider);
}

function weightOf({ madeMs, reliefMs }: PastForecast, aheadMs: number, atMs: number): number {
  const age = 2 ** (-(atMs - reliefMs) / dayMs / halfLifeDays);
  const least = hourMs / 2;
  const ratio = Math.log(Math.max(least, reliefMs - madeMs) / Math.max(least, aheadMs));
  return age * Math.exp(-Math.abs(ratio) / kinship);
}

/** By how much the middle was missed, in widths of the interval. */
function errorOf({ low, median, high, actual }: PastForecast): number {
  return (actual - median) / (high - low + 1);
}

function moved<I extends Interval>(interval: I, shift: number): I {
  const by = shift * (interval.high - interval.low + 1);
  const { low, median, high } = interval;
  return { ...interval, low: low + by, median: median + by, high: high + by };
}

/** How far beyond the interval something lies, in half widths; negative within it. */
function excessOf({ low, median, high }: Interval, actual: number): number {
  const above = (actual - high) / (high - median + 1);
  // No queue is shorter than none: an interval that begins there is never missed from below.
  return low < 0.5 ? above : Math.max((low - actual) / (median - low + 1), above);
}

function widened({ low, median, high }: Interval, by: number): Interval {
  return {
    low: Math.min(median, low - by * (median - low + 1)),
    median,
    high: Math.max(median, high + by * (high - median + 1)),
  };
}

function join(values: readonly number[], weights: readonly number[]): Weighted[] {
  return values.map((value, n) => ({ value, weight: weights[n] ?? 0 }));
}

function weightedQuantile(values: readonly Weighted[], share: number): number {
  const sorted = values.toSorted((one, other) => one.value - other.value);
  let left = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  for (const { value, weight } of sorted) {
    left -= weight;
    if (left <= 0) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}
