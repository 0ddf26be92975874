import { lognormal, pick, type Random } from '../chance/random.ts';
import { minuteMs } from '../roster/calendar.ts';
import { priorities, type Priority } from '../triage/priority.ts';
import type { Case } from './known.ts';

/** How long answering takes, by priority: what was seen, or a curve where too little was (MET-4). */
export interface HandlingModel {
  readonly ofPriority: Readonly<Record<Priority, HandlingTimes>>;
  /** The share closed without an answer. */
  readonly closedShare: number;
}

interface HandlingTimes {
  readonly sheetShare: number;
  readonly withSheet: OneHandling;
  readonly byHand: OneHandling;
  readonly meanMs: number;
}

interface OneHandling {
  /** Times that were seen, in ms; drawn from where there are enough. */
  readonly seen: readonly number[];
  readonly medianMs: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
}

/** The domain: nine minutes, three with a sheet; so many cases that is worth. */
const assumed = { byHandMs: 9 * minuteMs, withSheetMs: 3 * minuteMs, spread: 0.6, worth: 10 };
const assumedSheetShare = 0.35;
/** From so many on, times are drawn from those seen. */
const enough = 60;
/** The newest are kept: people and sheets change. */
const mostSeen = 1_500;
/** Somebody forgot the ticket: no handling takes longer, in ms. */
const longestMs = 4 * 60 * minuteMs;

/** Learns from whatever was ended by somebody who had taken it. */
export function learnHandling(cases: readonly Case[]): HandlingModel {
  const done = cases.filter(isHandled);
  const all = { byHand: timesOf(done, false), withSheet: timesOf(done, true) };
  const pooled = {
    byHand: oneHandling(all.byHand, assumed.byHandMs, assumed.spread),
    withSheet: oneHandling(all.withSheet, assumed.withSheetMs, assumed.spread),
  };
  const ofPriority = Object.fromEntries(
    priorities.map((priority) => {
      const own = done.filter((each) => each.priority === priority);
      return [priority, handlingTimes(own, pooled)];
    }),
  ) as Record<Priority, HandlingTimes>;
  const closed = done.filter(({ outcome }) => outcome === 'closed-unanswered').length;
  return { ofPriority, closedShare: closed / Math.max(1, done.length) };
}

/** How long one ticket of this priority will take, in ms. */
export function drawHandling(model: HandlingModel, priority: Priority, random: Random): number {
  const times = model.ofPriority[priority];
  const one = random.next() < times.sheetShare ? times.withSheet : times.byHand;
  return one.seen.length >= enough
    ? pick(random, one.seen)
    : lognormal(random, one.medianMs, one.spread);
}

/** How much longer one takes that was begun so long ago, in ms. */
export function drawRest(
  model: HandlingModel,
  priority: Priority,
  elapsedMs: number,
  random: Random,
): number {
  for (let tries = 0; tries < 12; tries += 1) {
    const whole = drawHandling(model, priority, random);
    if (whole > elapsedMs) return whole - elapsedMs;
  }
  // Longer than any: it is stuck, and the longer it has been, the longer it will be.
  return Math.max(model.ofPriority[priority].meanMs, elapsedMs / 2) * random.next();
}

/** True for what was ended by somebody who had taken it. */
export function isHandled({ claimedAt, endedAt }: Case): boolean {
  return claimedAt !== null && endedAt !== null && endedAt >= claimedAt;
}

function handlingTimes(
  own: readonly Case[],
  pooled: { readonly byHand: OneHandling; readonly withSheet: OneHandling },
): HandlingTimes {
  const [byHand, withSheet] = [timesOf(own, false), timesOf(own, true)];
  const worth = assumed.worth;
  const sheetShare =
    (withSheet.length + assumedSheetShare * worth) / (withSheet.length + byHand.length + worth);
  const one = {
    byHand: oneHandling(byHand, pooled.byHand.medianMs, pooled.byHand.spread),
    withSheet: oneHandling(withSheet, pooled.withSheet.medianMs, pooled.withSheet.spread),
  };
  const meanMs = sheetShare * meanOf(one.withSheet) + (1 - sheetShare) * meanOf(one.byHand);
  return { sheetShare, ...one, meanMs };
}

/** The newest, in order. */
function timesOf(cases: readonly Case[], withSheet: boolean): number[] {
  const times: number[] = [];
  for (let n = cases.length - 1; n >= 0 && times.length < mostSeen; n -= 1) {
    const each = cases[n];
    if (each?.withSheet === withSheet) times.push(handlingMs(each));
  }
  return times.reverse();
}

/** From the claim, in ms; of a mail that came to a ticket already in hand, from its coming. */
export function handlingMs({ startedAt, claimedAt, endedAt }: Case): number {
  return Math.min(longestMs, (endedAt ?? 0) - Math.max(startedAt, claimedAt ?? 0));
}

function oneHandling(seen: readonly number[], medianMs: number, spread: number): OneHandling {
  const { worth } = assumed;
  const logs = seen.map((ms) => Math.log(Math.max(10_000, ms)));
  const mean = (sum(logs) + worth * Math.log(medianMs)) / (logs.length + worth);
  const squares = sum(logs.map((log) => (log - mean) ** 2)) + worth * spread ** 2;
  return { seen, medianMs: Math.exp(mean), spread: Math.sqrt(squares / (logs.length + worth)) };
}

function meanOf({ seen, medianMs, spread }: OneHandling): number {
  return seen.length >= enough ? sum(seen) / seen.length : medianMs * Math.exp(spread ** 2 / 2);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
