import { hourMs } from '../roster/calendar.ts';
import { cellAt } from './hour-counts.ts';
import type { Case, Known } from './known.ts';

/** One hour of one shift with a queue of about one length: time of people on duty, and of tickets in hand. */
export interface WorkStretch {
  readonly shift: number;
  /** Of the day, 0 to 23. */
  readonly hour: number;
  /** How long the queue was, as one of the steps of `loadOf`. */
  readonly load: number;
  readonly inHandMs: number;
  readonly onDutyMs: number;
}

/** Queues up to these lengths are one step each; longer ones are the last. */
const loadSteps = [4, 9, 19, 39] as const;
export const loadCount = loadSteps.length + 1;

/** People pace themselves by what waits: the step that a queue of this length belongs to. */
export function loadOf(waiting: number): number {
  const step = loadSteps.findIndex((most) => waiting <= most);
  return step === -1 ? loadSteps.length : step;
}

interface Mark {
  readonly atMs: number;
  readonly kind: 'came' | 'taken' | 'done' | 'gone' | 'staff' | 'shift' | 'hour';
  readonly people: number;
}

/** With fewer to take, somebody may be free and none of them theirs to take. */
const fewestWaiting = 2;

/** Goes through the past once, in order, and adds up what was in hand while something was to take. */
export function workStretches(known: Known): WorkStretch[] {
  const found = new Map<number, { -readonly [K in keyof WorkStretch]: WorkStretch[K] }>();
  let [waiting, inHand, people, shift, since] = [0, 0, 0, -1, known.fromMs];
  for (const { atMs, kind, people: count } of marksOf(known)) {
    if (atMs > since) {
      if (waiting >= fewestWaiting && shift >= 0) {
        const hour = cellAt(since, known.tz) % 24;
        const load = loadOf(waiting);
        const key = (shift * 24 + hour) * loadCount + load;
        const stretch = found.get(key) ?? { shift, hour, load, inHandMs: 0, onDutyMs: 0 };
        found.set(key, stretch);
        stretch.inHandMs += inHand * (atMs - since);
        stretch.onDutyMs += people * (atMs - since);
      }
      since = atMs;
    }
    if (kind === 'came') waiting += 1;
    if (kind === 'taken' || kind === 'gone') waiting -= 1;
    if (kind === 'taken') inHand += 1;
    if (kind === 'done') inHand -= 1;
    if (kind === 'staff') people = count;
    if (kind === 'shift') shift += 1;
  }
  return [...found.values()];
}

function marksOf({ cases, staffing, shiftStarts, fromMs, atMs }: Known): Mark[] {
  const marks: Mark[] = [];
  const put = (at: number, kind: Mark['kind'], people = 0) => {
    if (at <= atMs) marks.push({ atMs: at, kind, people });
  };
  for (const each of cases) putCase(each, put);
  for (const step of staffing) put(step.atMs, 'staff', step.people);
  for (const start of shiftStarts) put(start, 'shift');
  // Hours end stretches, so that each stands in one hour; so does the present.
  for (let hour = Math.ceil(fromMs / hourMs) * hourMs; hour <= atMs; hour += hourMs) {
    put(hour, 'hour');
  }
  put(atMs, 'hour');
  return marks.sort((one, other) => one.atMs - other.atMs);
}

function putCase(
  { startedAt, claimedAt, endedAt }: Case,
  put: (at: number, kind: Mark['kind']) => void,
): void {
  put(startedAt, 'came');
  if (claimedAt === null) {
    if (endedAt !== null) put(endedAt, 'gone');
    return;
  }
  put(Math.max(startedAt, claimedAt), 'taken');
  if (endedAt !== null) put(endedAt, 'done');
}
