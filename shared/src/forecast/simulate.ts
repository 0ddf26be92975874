import { gamma } from '../chance/draws.ts';
import { normal, seededRandom, type Random } from '../chance/random.ts';
import { quarterMs } from '../metrics/quarter-hours.ts';
import { minuteMs } from '../roster/calendar.ts';
import { byClaimOrder, queueRankOf, type ClaimPlace } from '../ticket/claim-order.ts';
import { priorities, type Priority } from '../triage/priority.ts';
import { drawArrivals, type SimTicket, type Surge } from './future-arrivals.ts';
import { drawHandling, drawRest } from './handling-model.ts';
import { cellAt } from './hour-counts.ts';
import type { Case, Known, StaffStep } from './known.ts';
import type { Model } from './model.ts';
import { SimRoom, type SimPlan } from './sim-room.ts';
import { loadOf } from './work-stretches.ts';

/** A P0 is seen by somebody within this time, in ms (domain: "Measures"). */
export const seenWithinMs = 2 * minuteMs;

/** What is simulated: how far, how often, and what is asked beside the plan. */
export interface SimTask {
  readonly untilMs: number;
  readonly runs: number;
  readonly surges: readonly Surge[];
  readonly staffing: readonly StaffStep[];
  /** Equal seeds give equal chance, whatever else is asked: two answers can be compared. */
  readonly seed: number;
}

/** What all runs told. */
export interface SimOutcome {
  /** Instants looked at: each quarter hour to come, and the relief. */
  readonly marks: readonly number[];
  readonly reliefMark: number;
  /** Tickets to take at each mark, one of each run. */
  readonly queues: readonly Float64Array[];
  /** … at the relief, by priority. */
  readonly ofPriority: Readonly<Record<Priority, Float64Array>>;
  /** Tickets that came, and that were answered, up to each mark, on average. */
  readonly received: readonly number[];
  readonly answered: readonly number[];
  /** Of the relief, by priority: hits and misses of each run; of the P0 those seen in time. */
  readonly hits: Readonly<Record<Priority, Float64Array>>;
  readonly misses: Readonly<Record<Priority, Float64Array>>;
  /** Of the tickets that wait now, in their order: runs in which they were answered in time. */
  readonly inTime: Float64Array;
  readonly present: readonly Case[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Lives the future so many times over (MET-4). Pure: equal seeds give equal outcomes. */
export function simulate(known: Known, model: Model, task: SimTask): SimOutcome {
  const present = known.cases
    .filter(({ endedAt }) => endedAt === null)
    .map((each) => ({ each, place: placeOf(each) }))
    .sort((one, other) => byClaimOrder(one.place, other.place))
    .map(({ each }) => each);
  const outcome = emptyOutcome(known, task, present);
  for (let run = 0; run < task.runs; run += 1) liveOnce(known, model, task, outcome, run);
  return {
    ...outcome,
    received: outcome.received.map((sum) => sum / task.runs),
    answered: outcome.answered.map((sum) => sum / task.runs),
  };
}

function emptyOutcome(
  { atMs, reliefMs }: Known,
  { untilMs, runs }: SimTask,
  present: readonly Case[],
): Mutable<SimOutcome> & { received: number[]; answered: number[] } {
  const quarters: number[] = [];
  const first = (Math.floor(atMs / quarterMs) + 1) * quarterMs;
  for (let at = first; at <= untilMs; at += quarterMs) quarters.push(at);
  const marks = [...new Set([...quarters, reliefMs])].sort((one, other) => one - other);
  const ofRuns = () => new Float64Array(runs);
  return {
    marks,
    reliefMark: marks.indexOf(reliefMs),
    queues: marks.map(ofRuns),
    ofPriority: byPriority(ofRuns),
    received: marks.map(() => 0),
    answered: marks.map(() => 0),
    hits: byPriority(ofRuns),
    misses: byPriority(ofRuns),
    inTime: new Float64Array(present.length),
    present,
  };
}

function liveOnce(
  known: Known,
  model: Model,
  task: SimTask,
  outcome: Mutable<SimOutcome> & { received: number[]; answered: number[] },
  run: number,
): void {
  const chance = chanceOf(task.seed, run);
  const { waiting, held } = presentTickets(known, model, outcome.present, chance.present);
  const span = { fromMs: known.atMs, untilMs: task.untilMs };
  const arrivals = drawArrivals(model, span, task.surges, chance);
  const { hits, misses, ofPriority, inTime } = outcome;
  const plan: SimPlan = {
    ...span,
    marks: outcome.marks,
    staffing: task.staffing,
    paceAt: drawPace(known, model, chance.pace),
    outOfTurn: model.outOfTurn,
    turns: chance.turns,
  };
  let answered = 0;
  let received = 0;
  const room = new SimRoom(plan, waiting, {
    taken: ({ priority, openedAt }, atMs) => {
      if (priority !== 'P0' || atMs >= known.reliefMs) return;
      count(atMs <= openedAt + seenWithinMs ? hits : misses, priority, run);
    },
    answered: ({ priority, queueDue, index }, atMs) => {
      answered += 1;
      const isInTime = atMs <= queueDue;
      if (isInTime && index >= 0) inTime[index] = (inTime[index] ?? 0) + 1;
      if (priority === 'P0' || atMs >= known.reliefMs) return;
      count(isInTime ? hits : misses, priority, run);
    },
    marked: (mark, at) => {
      const markMs = outcome.marks[mark] ?? 0;
      while ((arrivals[received]?.openedAt ?? Infinity) < markMs) received += 1;
      set(outcome.queues[mark], run, at.toTake);
      outcome.received[mark] = (outcome.received[mark] ?? 0) + received;
      outcome.answered[mark] = (outcome.answered[mark] ?? 0) + answered;
      if (mark !== outcome.reliefMark) return;
      for (const { priority } of at.waiting()) count(ofPriority, priority, run);
      for (const { priority, openedAt } of at.waiting()) {
        if (priority !== 'P0') continue;
        if (openedAt + seenWithinMs < known.reliefMs) count(misses, priority, run);
      }
      for (const { queueDue, priority } of [...at.waiting(), ...at.underWay()]) {
        if (priority !== 'P0' && queueDue < known.reliefMs) count(misses, priority, run);
      }
    },
  });
  for (const tickets of held) room.begin(tickets);
  room.live(arrivals);
}

/** Each purpose has a chance of its own, so that a question changes nothing but what it asks. */
function chanceOf(seed: number, run: number) {
  const stream = (purpose: number) =>
    seededRandom(seed ^ Math.imul(run * 8 + purpose + 1, 0x9e3779b1));
  const [arrivals, surge, pace] = [stream(0), stream(1), stream(2)];
  return { arrivals, surge, pace, present: stream(3), turns: stream(4) };
}

function placeOf({ id, priority, dueAt, startedAt }: Case): ClaimPlace {
  return { id, queueRank: queueRankOf(priority), queueDue: dueAt, openedAt: startedAt };
}

/** What waits, and what is in hand by whoever has it; all of it in the order of claiming. */
function presentTickets(
  known: Known,
  model: Model,
  present: readonly Case[],
  random: Random,
): { waiting: SimTicket[]; held: SimTicket[][] } {
  const waiting: SimTicket[] = [];
  const held = new Map<string, SimTicket[]>();
  present.forEach((each, index) => {
    const { id, priority, restricted, startedAt, claimedAt, holder } = each;
    const inHandMs = claimedAt === null ? null : known.atMs - Math.max(claimedAt, startedAt);
    const handlingMs =
      inHandMs === null
        ? drawHandling(model.handling, priority, random)
        : drawRest(model.handling, priority, inHandMs, random);
    const ticket = { ...placeOf(each), index, priority, restricted, handlingMs };
    if (inHandMs === null) waiting.push(ticket);
    else held.set(holder ?? id, [...(held.get(holder ?? id) ?? []), ticket]);
  });
  return { waiting, held: [...held.values()] };
}

const leastPace = 0.05;

/** How well this shift works in this run, and how well the next one. */
function drawPace({ reliefMs, tz }: Known, { pace }: Model, random: Random) {
  const now = Math.max(leastPace, pace.now.mean + Math.sqrt(pace.now.variance) * normal(random));
  const next = gamma(random, 1 / pace.variance, 1);
  return (atMs: number, toTake: number): number => {
    const ofHour = pace.ofHour[cellAt(atMs, tz) % 24] ?? 1;
    const usual = ofHour * (pace.ofLoad[loadOf(toTake)] ?? 1);
    return Math.max(leastPace, usual * (atMs < reliefMs ? now : next));
  };
}

function count(
  of: Readonly<Record<Priority, Float64Array>>,
  priority: Priority,
  run: number,
): void {
  const counts = of[priority];
  counts[run] = (counts[run] ?? 0) + 1;
}

function set(counts: Float64Array | undefined, run: number, value: number): void {
  if (counts) counts[run] = value;
}

function byPriority<T>(make: () => T): Record<Priority, T> {
  return Object.fromEntries(priorities.map((priority) => [priority, make()])) as Record<
    Priority,
    T
  >;
}
