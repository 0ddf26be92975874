import { hourMs, minuteMs } from '../roster/calendar.ts';
import type { PastHour } from './hour-counts.ts';
import type { Known } from './known.ts';
import { mostByChance } from './week-profile.ts';

/** Hours in which far more comes than the week expects: how often, how strong, how long, and whether one is on. */
export interface BurstModel {
  readonly perHour: number;
  /** By how much more than expected comes, on average, as a multiple. */
  readonly excess: number;
  readonly meanMs: number;
  /** Cases an hour beyond what is expected that come now, in a burst that is on; 0 where none is. */
  readonly nowPerHour: number;
}

/** Before anything is known: one in four days, five times as much, for an hour (domain: "Load"). */
const assumed = { bursts: 1, hours: 96, excess: 4, lengthHours: 1, worth: 2 } as const;
/** What is on now is looked for in this last stretch. */
const lookBackMs = 30 * minuteMs;

/** Learns bursts from the hours, and finds the one that is on (MET-4). */
export function learnBursts(
  { cases, atMs }: Pick<Known, 'cases' | 'atMs'>,
  hours: readonly PastHour[],
  expected: readonly number[],
  rateAt: (atMs: number) => number,
): BurstModel {
  const { bursts, hours: burstHours, excess } = pastBursts(hours, expected);
  const worth = assumed.worth;
  return {
    perHour: (bursts + assumed.bursts) / (hours.length + assumed.hours),
    excess: (excess + assumed.excess * worth) / (bursts + worth),
    meanMs: ((burstHours + assumed.lengthHours * worth) / (bursts + worth)) * hourMs,
    nowPerHour: burstNow(cases, atMs, rateAt),
  };
}

function pastBursts(hours: readonly PastHour[], expectedOf: readonly number[]) {
  const found = { bursts: 0, hours: 0, excess: 0 };
  let [on, peak] = [false, 0];
  for (const [n, { count }] of hours.entries()) {
    const expected = expectedOf[n] ?? 0;
    const isBurst = count > mostByChance(expected);
    if (isBurst) {
      found.hours += 1;
      peak = Math.max(on ? peak : 0, count / Math.max(1, expected) - 1);
      if (!on) found.bursts += 1;
    }
    if (on && !isBurst) found.excess += peak;
    on = isBurst;
  }
  if (on) found.excess += peak;
  return found;
}

function burstNow(cases: Known['cases'], atMs: number, rateAt: (atMs: number) => number): number {
  let count = 0;
  for (let n = cases.length - 1; n >= 0; n -= 1) {
    const startedAt = cases[n]?.startedAt ?? 0;
    if (startedAt <= atMs - lookBackMs) break;
    count += 1;
  }
  const share = lookBackMs / hourMs;
  const expected = rateAt(atMs - lookBackMs / 2) * share;
  return count > mostByChance(expected) ? (count - expected) / share : 0;
}
