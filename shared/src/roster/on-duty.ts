import { dateAt, dateOf, dayOf, instantOf } from './calendar.ts';
import type { Cycle, Team } from './cycle.ts';
import { kindOf, minutesOf, type ShiftKind } from './team-hours.ts';

/** One team's stretch of duty. It begins at `startMs` and is over at `endMs`, in ms since the epoch. */
export interface Shift {
  /** Team and date, as in `JOUR-A:2026-11-24`. */
  readonly id: string;
  readonly teamId: string;
  readonly kind: ShiftKind;
  /** The date (ISO) on which it starts, by the wall clock of the cycle. */
  readonly date: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Every shift on duty at an instant, the one that started first in front (ROST-1): two during a relief. */
export function shiftsAt(cycle: Cycle, instantMs: number): Shift[] {
  const today = dayOf(dateAt(cycle.tz, instantMs));
  // A night that began the day before may still be on.
  return [today - 1, today]
    .flatMap((day) => [...shiftsStarting(cycle, dateOf(day)).values()])
    .filter(({ startMs, endMs }) => startMs <= instantMs && instantMs < endMs)
    .sort((one, other) => one.startMs - other.startMs);
}

/** A team's shifts that overlap the stretch from `fromMs` to before `toMs`, in order (ROST-1); none for an unknown team. */
export function shiftsBetween(cycle: Cycle, teamId: string, fromMs: number, toMs: number): Shift[] {
  if (fromMs >= toMs) return [];
  const last = dayOf(dateAt(cycle.tz, toMs - 1));
  const shifts: Shift[] = [];
  for (let day = dayOf(dateAt(cycle.tz, fromMs)) - 1; day <= last; day += 1) {
    const shift = shiftsStarting(cycle, dateOf(day)).get(teamId);
    if (shift && shift.startMs < toMs && fromMs < shift.endMs) shifts.push(shift);
  }
  return shifts;
}

/** The shift that is responsible: while two overlap it is still the outgoing one, to its last minute (HAND-2). */
export function currentShift(cycle: Cycle, instantMs: number): Shift {
  const [current] = shiftsAt(cycle, instantMs);
  // The schema refuses a cycle with a hole in it.
  if (!current) throw new RangeError(`nobody is on duty at ${instantMs}`);
  return current;
}

/** The instant at which responsibility passes next: the end of the outgoing shift, minutes after the incoming one began. */
export function reliefAt(cycle: Cycle, instantMs: number): number {
  return currentShift(cycle, instantMs).endMs;
}

type ShiftsOfDate = ReadonlyMap<string, Shift>;

/** Shifts once made, by cycle and date: a roster asks for the same ones again and again. */
const made = new WeakMap<Cycle, Map<string, ShiftsOfDate>>();
/** Dates kept for one cycle: some thirty years of shifts. */
const datesKept = 12_000;

/** The shifts that start on a date (ISO), by team, in the order of the cycle's teams (ROST-1). */
export function shiftsStarting(cycle: Cycle, date: string): ShiftsOfDate {
  const known = made.get(cycle)?.get(date);
  if (known) return known;
  const shifts = cycle.teams
    .filter((team) => works(cycle, team, date))
    .map((team) => [team.id, shiftOn(cycle, team, date)] as const);
  return keep(cycle, date, new Map(shifts));
}

function keep(cycle: Cycle, date: string, shifts: ShiftsOfDate): ShiftsOfDate {
  const ofCycle = made.get(cycle) ?? new Map<string, ShiftsOfDate>();
  made.set(cycle, ofCycle);
  if (ofCycle.size < datesKept) ofCycle.set(date, shifts);
  return shifts;
}

function works({ anchor, cycleDays, patterns }: Cycle, team: Team, date: string): boolean {
  const days = dayOf(date) - dayOf(anchor);
  // Before the anchor the remainder is negative, and `at` counts from the end: the cycle runs on.
  return patterns[team.pattern]?.at(days % cycleDays) === 1;
}

function shiftOn({ tz }: Cycle, team: Team, date: string): Shift {
  const { start, end } = minutesOf(team);
  return {
    id: `${team.id}:${date}`,
    teamId: team.id,
    kind: kindOf(team),
    date,
    startMs: instantOf(tz, date, start),
    endMs: instantOf(tz, date, end),
  };
}
