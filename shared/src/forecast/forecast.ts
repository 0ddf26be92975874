import { withinTarget } from '../metrics/within-target.ts';
import type { Random } from '../chance/random.ts';
import { hourMs } from '../roster/calendar.ts';
import { priorities, type Priority } from '../triage/priority.ts';
import type { Surge } from './future-arrivals.ts';
import { intervalOf, wholeInterval, type Interval } from './interval.ts';
import type { Known, StaffStep } from './known.ts';
import { learnFromError } from './learn-from-error.ts';
import { learn, type Model } from './model.ts';
import { seenWithinMs, simulate, type SimOutcome } from './simulate.ts';

/** Beyond the relief it looks so far: what waits then is already late or not by then. */
const beyondReliefMs = 4 * hourMs;
const usualRuns = 300;

/** The last instant that a forecast looks at. */
export function horizonOf({ reliefMs }: Pick<Known, 'reliefMs'>): number {
  return reliefMs + beyondReliefMs;
}

/** One quarter hour to come: what will wait at its start, and what comes and is answered in it, on average. */
export interface CoursePoint extends Interval {
  readonly atMs: number;
  readonly received: number;
  readonly answered: number;
}

/** What is to come, as far as it can be told (MET-4). */
export interface Forecast {
  readonly madeMs: number;
  readonly reliefMs: number;
  /** Tickets to take at the relief: the middle 80 %. */
  readonly queue: Interval;
  /** The same before past errors mended it: what later forecasts learn from. */
  readonly raw: Interval;
  readonly ofPriority: Readonly<Record<Priority, Interval>>;
  readonly course: readonly CoursePoint[];
  /** The chance that the share of the shift answered in time reaches its aim, 0 to 1. */
  readonly targets: Readonly<Record<Priority, number>>;
  /** Of each waiting ticket the chance of an answer in time; null where its time ends beyond the forecast. */
  readonly tickets: readonly { readonly id: string; readonly chance: number | null }[];
}

/** What is asked beside the plan: other people, or more mail. */
interface Question {
  readonly surges: readonly Surge[];
  /** In place of the roster's. */
  readonly staffing: readonly StaffStep[] | null;
}

const asPlanned: Question = { surges: [], staffing: null };

/** Forecasts the relief, from the past and the present alone (MET-4); equal random sources give equal forecasts. */
export function forecast(known: Known, random: Random, runs = usualRuns): Forecast {
  return forecastOf(known, learn(known), seedOf(random), asPlanned, runs);
}

/** The plan as it stands and as asked, by the same chance: what differs is the question's doing (MET-4). */
export function compare(
  known: Known,
  question: Question,
  random: Random,
  runs = usualRuns,
): { readonly before: Forecast; readonly after: Forecast } {
  const [model, seed] = [learn(known), seedOf(random)];
  return {
    before: forecastOf(known, model, seed, asPlanned, runs),
    after: forecastOf(known, model, seed, question, runs),
  };
}

function seedOf(random: Random): number {
  return Math.floor(random.next() * 2 ** 32);
}

function forecastOf(
  known: Known,
  model: Model,
  seed: number,
  { surges, staffing }: Question,
  runs: number,
): Forecast {
  const { atMs, reliefMs, past } = known;
  const untilMs = horizonOf(known);
  const task = { untilMs, runs, surges, seed, staffing: staffing ?? known.staffing };
  const outcome = simulate(known, model, task);
  const raw = intervalOf(outcome.queues[outcome.reliefMark] ?? []);
  return {
    madeMs: atMs,
    reliefMs,
    queue: wholeInterval(learnFromError(raw, past, known)),
    raw,
    ofPriority: byPriority((priority) => wholeInterval(intervalOf(outcome.ofPriority[priority]))),
    course: courseOf(outcome),
    targets: byPriority((priority) => chanceOfAim(known, outcome, priority)),
    tickets: outcome.present.map(({ id, dueAt }, n) => ({
      id,
      chance: dueAt > untilMs ? null : (outcome.inTime[n] ?? 0) / runs,
    })),
  };
}

function courseOf({ marks, queues, received, answered }: SimOutcome): CoursePoint[] {
  return marks.map((atMs, n) => ({
    atMs,
    ...wholeInterval(intervalOf(queues[n] ?? [])),
    received: (received[n] ?? 0) - (received[n - 1] ?? 0),
    answered: (answered[n] ?? 0) - (answered[n - 1] ?? 0),
  }));
}

/** What the shift has answered so far counts with what it will have. */
function chanceOfAim(known: Known, { hits, misses }: SimOutcome, priority: Priority): number {
  const so = soFar(known, priority);
  const aim = known.aims[priority];
  const held = hits[priority].reduce((sum, hit, run) => {
    const [good, bad] = [so.hits + hit, so.misses + (misses[priority][run] ?? 0)];
    return sum + (good + bad === 0 || good >= aim * (good + bad) ? 1 : 0);
  }, 0);
  return held / hits[priority].length;
}

/** Answered in this shift already, in time and late; of the P0, seen. Whatever waits is the simulation's. */
function soFar({ cases, shiftStarts, atMs }: Known, priority: Priority) {
  const start = shiftStarts.at(-1) ?? atMs;
  if (priority === 'P0') return seenSoFar(cases, start);
  const ended = cases.filter(
    (each) => each.priority === priority && each.endedAt !== null && each.endedAt >= start,
  );
  return withinTarget(
    ended.map((each) => ({ ...each, ticketId: each.id, by: each.holder, excluded: null })),
    atMs,
  );
}

function seenSoFar(cases: Known['cases'], startMs: number): { hits: number; misses: number } {
  const taken = cases.flatMap(({ priority, startedAt, claimedAt }) =>
    priority === 'P0' && claimedAt !== null && claimedAt >= startMs ? [claimedAt - startedAt] : [],
  );
  const hits = taken.filter((waitedMs) => waitedMs <= seenWithinMs).length;
  return { hits, misses: taken.length - hits };
}

function byPriority<T>(of: (priority: Priority) => T): Record<Priority, T> {
  return Object.fromEntries(priorities.map((one) => [one, of(one)])) as Record<Priority, T>;
}
