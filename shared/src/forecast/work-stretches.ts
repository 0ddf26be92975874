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

/** What happens at an instant of the past. */
const mark = { came: 0, taken: 1, done: 2, gone: 3, staff: 4, shift: 5, hour: 6 } as const;
type Mark = (typeof mark)[keyof typeof mark];
/** Instant and mark are kept as one number: those are sorted without calling back. */
const marksAnInstant = 8;

/** With fewer to take, somebody may be free and none of them theirs to take. */
const fewestWaiting = 2;

/** Goes through the past once, in order, and adds up what was in hand while something was to take. */
export function workStretches(known: Known): WorkStretch[] {
  const found = new Map<number, { -readonly [K in keyof WorkStretch]: WorkStretch[K] }>();
  let [waiting, inHand, people, shift, step, since] = [0, 0, 0, -1, 0, known.fromMs];
  for (const key of marksOf(known)) {
    const atMs = Math.floor(key / marksAnInstant);
    const kind = key - atMs * marksAnInstant;
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
    if (kind === mark.came) waiting += 1;
    if (kind === mark.taken || kind === mark.gone) waiting -= 1;
    if (kind === mark.taken) inHand += 1;
    if (kind === mark.done) inHand -= 1;
    if (kind === mark.staff) people = known.staffing[step++]?.people ?? 0;
    if (kind === mark.shift) shift += 1;
  }
  return [...found.values()];
}

/** In order. Steps of the staff stand in order already, so that their marks say which is next. */
function marksOf({ cases, staffing, shiftStarts, fromMs, atMs }: Known): Float64Array {
  const marks: number[] = [];
  const put = (at: number, kind: Mark) => {
    if (at <= atMs) marks.push(Math.floor(at) * marksAnInstant + kind);
  };
  for (const each of cases) putCase(each, put);
  for (const step of staffing) put(step.atMs, mark.staff);
  for (const start of shiftStarts) put(start, mark.shift);
  // Hours end stretches, so that each stands in one hour; so does the present.
  for (let hour = Math.ceil(fromMs / hourMs) * hourMs; hour <= atMs; hour += hourMs) {
    put(hour, mark.hour);
  }
  put(atMs, mark.hour);
  return Float64Array.from(marks).sort();
}

function putCase(
  { startedAt, claimedAt, endedAt }: Case,
  put: (at: number, kind: Mark) => void,
): void {
  put(startedAt, mark.came);
  if (claimedAt === null) {
    if (endedAt !== null) put(endedAt, mark.gone);
    return;
  }
  put(Math.max(startedAt, claimedAt), mark.taken);
  if (endedAt !== null) put(endedAt, mark.done);
}
