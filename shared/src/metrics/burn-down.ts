import { dayMs, hourMs, minuteMs } from '../roster/calendar.ts';
import type { Priority } from '../triage/priority.ts';
import { fewestCases } from './survival.ts';

/** Verdicts that became certain in five minutes, from `startMs` on. */
export interface VerdictCount {
  readonly startMs: number;
  readonly hits: number;
  readonly misses: number;
}

/** Verdicts are counted by five minutes: the shortest window that is looked at. */
export const countEveryMs = 5 * minuteMs;

/** Over so long an aim is to be kept: of the few P0 it takes a hundred days (domain: "Measures"). */
export function aimWindowMs(priority: Priority): number {
  return priority === 'P0' ? 100 * dayMs : 28 * dayMs;
}

/**
 * A pace that is told: so many times as fast as the aim allows, in the long window, and in the short one
 * as well, so that what is over falls silent (Google, "The Site Reliability Workbook", 2018, ch. 5).
 */
export interface BurnRule {
  readonly longMs: number;
  readonly shortMs: number;
  readonly rate: number;
}

const burnRules: readonly BurnRule[] = [
  { longMs: hourMs, shortMs: 5 * minuteMs, rate: 14.4 },
  { longMs: 6 * hourMs, shortMs: 30 * minuteMs, rate: 6 },
  { longMs: 3 * dayMs, shortMs: 6 * hourMs, rate: 1 },
];

/** One miss in a quiet hour is a miss, and no pace. */
const fewestMisses = 3;
/** Further ahead no pace can be trusted. */
const furthestMs = 3 * dayMs;

/** How an aim stands over its window. */
export interface BurnDown {
  readonly hits: number;
  readonly misses: number;
  /** Misses that the aim allows for so many cases. */
  readonly allowed: number;
  readonly state: 'kept' | 'burning' | 'lost' | 'too-few';
  /** Where it burns: by which rule, and when the aim is lost at the pace of its long window. */
  readonly rule: BurnRule | null;
  readonly lostAtMs: number | null;
}

interface Held {
  /** Share to be kept, 0 to 1. */
  readonly aim: number;
  readonly windowMs: number;
  readonly nowMs: number;
}

/** Tells whether an aim is kept over its window, and when it is lost at the present pace (MET-1). */
export function burnDown(counts: readonly VerdictCount[], held: Held): BurnDown {
  const { aim, windowMs, nowMs } = held;
  const { hits, misses } = sumSince(counts, nowMs - windowMs, nowMs);
  const standing = { hits, misses, allowed: Math.floor((1 - aim) * (hits + misses) + 1e-9) };
  const silent = { rule: null, lostAtMs: null };
  if (hits + misses < fewestCases) return { ...standing, state: 'too-few', ...silent };
  if (isLost(hits, misses, aim)) return { ...standing, state: 'lost', ...silent };
  const rule = burnRules.find((one) => burns(counts, one, held));
  const lostAtMs = rule ? lostAt(counts, rule, held) : null;
  return rule && lostAtMs !== null
    ? { ...standing, state: 'burning', rule, lostAtMs }
    : { ...standing, state: 'kept', ...silent };
}

function burns(
  counts: readonly VerdictCount[],
  { longMs, shortMs, rate }: BurnRule,
  { aim, nowMs }: Held,
): boolean {
  const isFast = (spanMs: number, fewest: number) => {
    const { hits, misses } = sumSince(counts, nowMs - spanMs, nowMs);
    return misses >= fewest && misses >= rate * (1 - aim) * (hits + misses);
  };
  return isFast(longMs, fewestMisses) && isFast(shortMs, 1);
}

/**
 * The first instant at which the share falls below the aim, when things go on as in the long window: what
 * leaves the window on the way is known, what comes is reckoned at that pace.
 */
function lostAt(
  counts: readonly VerdictCount[],
  { longMs }: BurnRule,
  { aim, windowMs, nowMs }: Held,
): number | null {
  const pace = sumSince(counts, nowMs - longMs, nowMs);
  for (let aheadMs = countEveryMs; aheadMs <= furthestMs; aheadMs += countEveryMs) {
    const kept = sumSince(counts, nowMs + aheadMs - windowMs, nowMs);
    const hits = kept.hits + (pace.hits * aheadMs) / longMs;
    const misses = kept.misses + (pace.misses * aheadMs) / longMs;
    if (isLost(hits, misses, aim)) return nowMs + aheadMs;
  }
  return null;
}

function isLost(hits: number, misses: number, aim: number): boolean {
  return hits < aim * (hits + misses) - 1e-9;
}

/** Counts stand in order of time; those that begin in the stretch are summed. */
function sumSince(
  counts: readonly VerdictCount[],
  fromMs: number,
  toMs: number,
): { hits: number; misses: number } {
  let [hits, misses] = [0, 0];
  for (let n = counts.length - 1; n >= 0; n -= 1) {
    const count = counts[n];
    if (!count || count.startMs < fromMs) break;
    if (count.startMs > toMs) continue;
    hits += count.hits;
    misses += count.misses;
  }
  return { hits, misses };
}
