import { hourOfWeek } from '@vigie/shared/forecast/ordinary-week';
import { arrivalsPerHour } from '../../demo/arrivals.ts';
import { exponential, happens, whole, type Random } from '@vigie/shared/chance/random';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Hours after an announcement, in a year; each brings five times as much (domain: "Load"). */
const burstsAYear = 24;
const burstFactor = 5;
/** Of all mails those that open a ticket; the others follow, are sent twice or come from machines (domain: "Load"). */
const questionShare = 0.68;

interface Hour {
  readonly startMs: number;
  readonly weight: number;
}

/**
 * When the questions of a year come, in order: exactly so many along the arrival curve, whatever
 * their number, and after them a last day as ordinary as any. What is live at the end is the same,
 * then, however much history lies behind it.
 */
export function* arrivalTimes(
  random: Random,
  { count, endMs, days, tz }: { count: number; endMs: number; days: number; tz: string },
): Generator<number, void> {
  const lastDayMs = endMs - dayMs;
  const hours = hoursBetween(random, endMs - days * dayMs, lastDayMs, tz);
  yield* spread(random, hours, count);
  yield* ordinary(random, lastDayMs, endMs, tz);
}

function hoursBetween(random: Random, fromMs: number, toMs: number, tz: string): Hour[] {
  const many = Math.max(0, Math.round((toMs - fromMs) / hourMs));
  const bursts = new Set(Array.from({ length: burstsAYear }, () => whole(random, 0, many - 1)));
  return Array.from({ length: many }, (_, n) => {
    const startMs = fromMs + n * hourMs;
    return { startMs, weight: perHour(startMs, tz) * (bursts.has(n) ? burstFactor : 1) };
  });
}

/** The n-th of so many falls somewhere in the n-th part of the whole weight. */
function* spread(random: Random, hours: readonly Hour[], count: number): Generator<number, void> {
  const total = hours.reduce((sum, { weight }) => sum + weight, 0);
  let n = 0;
  let passed = 0;
  for (const { startMs, weight } of hours) {
    const within: number[] = [];
    for (; n < count && (n + 0.5) * (total / count) < passed + weight; n += 1) {
      within.push(startMs + Math.floor(random.next() * hourMs));
    }
    passed += weight;
    yield* within.sort((one, other) => one - other);
  }
}

function* ordinary(random: Random, fromMs: number, toMs: number, tz: string) {
  const most = 30 / hourMs;
  for (let at = fromMs; ;) {
    at += Math.ceil(exponential(random, most));
    if (at >= toMs) return;
    if (happens(random, perHour(at, tz) / 30)) yield at;
  }
}

function perHour(at: number, tz: string): number {
  const rates = arrivalsPerHour(hourOfWeek(at, tz));
  return questionShare * Object.values(rates).reduce((sum, rate) => sum + rate, 0);
}
