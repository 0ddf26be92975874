import { hourMs } from '../roster/calendar.ts';
import { ordinaryCells, type PastHour } from './hour-counts.ts';

/** The past counts by half after so long, in hours: seasons and habits change. */
const halfLifeHours = 21 * 24;
/** Cases that the domain's curve is worth, for the level, an hour of the day, a weekday, and one hour of the week. */
const worth = { level: 30, hour: 20, weekday: 60, cell: 50 } as const;
/** Cases that begin for each mail of the domain's curve, before anything is known: the others follow or repeat. */
const casesPerMail = 0.75;
/** How often the curve is drawn anew with what stands out cut off. */
const passes = 3;

/** Cases an hour in each of the 168 hours of the week, bursts apart. */
export type WeekProfile = readonly number[];

/**
 * Learns the week from its hours: the domain's curve, bent by what was counted, the more the more there
 * is (MET-4). Hours far above their neighbours in other weeks are cut off, so that a burst is no habit.
 */
export function learnWeek(hours: readonly PastHour[], atMs: number): WeekProfile {
  const weights = hours.map(({ startMs }) => 2 ** ((startMs - atMs) / hourMs / halfLifeHours));
  let profile = ordinaryCells.map((mails) => mails * casesPerMail);
  for (let pass = 0; pass < passes; pass += 1) {
    const cut = pass === 0 ? null : profile;
    const counts = hours.map(({ count, cell }) => (cut ? capped(count, cut[cell] ?? 0) : count));
    profile = fit(hours, counts, weights);
  }
  return profile;
}

/** More than this hardly comes by chance where so many are expected, even on a heavy day: a burst. */
export function mostByChance(expected: number): number {
  return 1.8 * expected + 2.5 * Math.sqrt(expected) + 2;
}

/** A count without what a burst would add to it, for an hour that expects so many. */
export function capped(count: number, expected: number): number {
  return Math.min(count, mostByChance(expected));
}

function fit(
  hours: readonly PastHour[],
  counts: readonly number[],
  weights: readonly number[],
): number[] {
  let profile = [...ordinaryCells];
  const bend = (groupOf: (cell: number) => number, strength: number) => {
    const factors = ratios(hours, counts, weights, profile, groupOf, strength);
    profile = profile.map((rate, cell) => rate * (factors.get(groupOf(cell)) ?? 1));
  };
  profile = profile.map((rate) => rate * casesPerMail);
  bend(() => 0, worth.level);
  bend((cell) => cell % 24, worth.hour);
  bend((cell) => Math.floor(cell / 24), worth.weekday);
  bend((cell) => cell, worth.cell);
  return profile;
}

/** Counted by expected of each group of cells, drawn towards 1 as if so many more had come as expected. */
function ratios(
  hours: readonly PastHour[],
  counts: readonly number[],
  weights: readonly number[],
  profile: readonly number[],
  groupOf: (cell: number) => number,
  strength: number,
): Map<number, number> {
  const sums = new Map<number, { counted: number; expected: number }>();
  hours.forEach(({ cell }, n) => {
    const group = groupOf(cell);
    const sum = sums.get(group) ?? { counted: strength, expected: strength };
    const weight = weights[n] ?? 0;
    sum.counted += weight * (counts[n] ?? 0);
    sum.expected += weight * (profile[cell] ?? 0);
    sums.set(group, sum);
  });
  return new Map([...sums].map(([group, { counted, expected }]) => [group, counted / expected]));
}
