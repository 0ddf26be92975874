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
  return cycle.teams
    .flatMap((team) => teamShifts(cycle, team, instantMs, instantMs))
    .sort((one, other) => one.startMs - other.startMs);
}

/** A team's shifts that overlap the stretch from `fromMs` to before `toMs`, in order (ROST-1); none for an unknown team. */
export function shiftsBetween(cycle: Cycle, teamId: string, fromMs: number, toMs: number): Shift[] {
  const team = cycle.teams.find(({ id }) => id === teamId);
  return team && fromMs < toMs ? teamShifts(cycle, team, fromMs, toMs - 1) : [];
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

/** The team's shifts that touch a stretch, both its ends included. */
function teamShifts(cycle: Cycle, team: Team, firstMs: number, lastMs: number): Shift[] {
  const last = dateAt(cycle, lastMs);
  const shifts: Shift[] = [];
  // A night that began the day before may still be on.
  let date = dateAt(cycle, firstMs).subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (!works(cycle, team, date)) continue;
    const shift = shiftOn(cycle, team, date);
    if (shift.startMs <= lastMs && firstMs < shift.endMs) shifts.push(shift);
  }
  return shifts;
}

function works(
  { anchor, cycleDays, patterns }: Cycle,
  team: Team,
  date: Temporal.PlainDate,
): boolean {
  const days = Temporal.PlainDate.from(anchor).until(date, { largestUnit: 'day' }).days;
  // Before the anchor the remainder is negative, and `at` counts from the end: the cycle runs on.
  return patterns[team.pattern]?.at(days % cycleDays) === 1;
}

function shiftOn({ tz }: Cycle, team: Team, date: Temporal.PlainDate): Shift {
  const { start, end } = minutesOf(team);
  return {
    id: `${team.id}:${date.toString()}`,
    teamId: team.id,
    kind: kindOf(team),
    date: date.toString(),
    startMs: instantOf(date, start, tz),
    endMs: instantOf(date, end, tz),
  };
}

/** The wall clock is added to as a wall clock, so a night across a clock change ends when the clock says so. */
function instantOf(date: Temporal.PlainDate, minutes: number, tz: string): number {
  return date.toPlainDateTime().add({ minutes }).toZonedDateTime(tz).epochMilliseconds;
}

function dateAt({ tz }: Cycle, instantMs: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs))
    .toZonedDateTimeISO(tz)
    .toPlainDate();
}
