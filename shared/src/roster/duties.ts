import type { DutyView } from '../wire/roster.ts';
import { dateAt, dateOf, dayOf, instantOf, isDate } from './calendar.ts';
import { holidayOn } from './holidays.ts';
import { shiftsStarting, type Shift } from './on-duty.ts';
import type { DepartureOf, Override } from './override.ts';
import { validOn } from './plan.ts';
import {
  dateOfShift,
  monthOf,
  teamOfShift,
  type Place,
  type RosterBook,
  type RosterPerson,
} from './roster-book.ts';

/** One person's stretch of duty, as planned; `arrivesMs` and `leavesMs` say what came of it. */
export type Duty = Readonly<DutyView>;

/** The name under which office hours stand as a shift. */
const officeTeam = 'office';

/** An absence that stands, with the override that entered it. */
export type Absence = DepartureOf<'absence'> & { readonly overrideId: string };

/** A date of the roster: what is the same for everybody on it. */
interface DateOfRoster {
  readonly date: string;
  readonly shifts: ReadonlyMap<string, Shift>;
  readonly overrides: ReadonlyMap<string, readonly Override[]>;
}

/** Who is on duty at an instant (ROST-1): whoever is late, gone or absent is not. */
export function onDutyAt(book: RosterBook, instantMs: number): Duty[] {
  return dutiesAround(book, instantMs, instantMs).filter((duty) => {
    const { startMs, endMs } = presenceOf(duty);
    return startMs <= instantMs && instantMs < endMs;
  });
}

/** True when somebody is on duty at an instant (ROST-1). */
export function isOnDuty(book: RosterBook, personId: string, instantMs: number): boolean {
  return dutiesBetween(book, personId, instantMs, instantMs + 1).some((duty) => {
    const { startMs, endMs } = presenceOf(duty);
    return startMs <= instantMs && instantMs < endMs;
  });
}

/** The duties of one person that overlap the stretch from `fromMs` to before `toMs`, in order (ROST-1). */
export function dutiesBetween(
  book: RosterBook,
  personId: string,
  fromMs: number,
  toMs: number,
): Duty[] {
  const person = book.person(personId);
  if (!person || fromMs >= toMs) return [];
  return datesAround(book, fromMs, toMs - 1)
    .flatMap((date) => dutiesOn(book, person, dateIn(book, date)))
    .filter(({ startMs, endMs }) => startMs < toMs && fromMs < endMs)
    .sort(byStart);
}

/** The duties of one person that start on these dates, both included, in order. */
export function dutiesOnDates(
  book: RosterBook,
  personId: string,
  from: string,
  to: string,
): Duty[] {
  const person = book.person(personId);
  if (!person) return [];
  const duties: Duty[] = [];
  const last = dayOf(to);
  for (let day = dayOf(from); day <= last; day += 1) {
    duties.push(...dutiesOn(book, person, dateIn(book, dateOf(day))));
  }
  return duties.sort(byStart);
}

/** Everybody's duties that start on a date. */
export function dutiesStarting(book: RosterBook, date: string): Duty[] {
  const day = dateIn(book, date);
  const duties: Duty[] = [];
  for (const person of book.people()) duties.push(...dutiesOn(book, person, day));
  return duties;
}

/** What somebody would work on a date without an absence: `missed` is what their absence takes away. */
export function dutiesBesideAbsence(book: RosterBook, personId: string, date: string): Duty[] {
  const person = book.person(personId);
  return person ? withoutAbsence(book, person, dateIn(book, date)) : [];
}

/** What the cycle or the office hours alone ask of somebody on a date. */
export function ownDuty(book: RosterBook, personId: string, date: string): Duty | null {
  const person = book.person(personId);
  return person ? baseDuty(book, person, dateIn(book, date)) : null;
}

/** The standing absence of somebody on a date; null where there is none. */
export function absenceOn(book: RosterBook, personId: string, date: string): Absence | null {
  const overrides = book.ofMonth(monthOf(date)).get(personId) ?? [];
  const override = overrides.findLast((each) => isAbsence(each, date));
  return override?.departure.kind === 'absence'
    ? { ...override.departure, overrideId: override.id }
    : null;
}

/** The shift of this name, by the cycle that holds on its date; null where there is none. */
export function shiftOfId(book: RosterBook, shiftId: string): Shift | null {
  const date = dateOfShift(shiftId);
  if (!isDate(date)) return null;
  return shiftsStarting(book.cycleOn(date), date).get(teamOfShift(shiftId)) ?? null;
}

/** All shifts that start on a date, by the cycle that holds on it. */
export function shiftsOn(book: RosterBook, date: string): Shift[] {
  return [...shiftsStarting(book.cycleOn(date), date).values()];
}

/** When somebody is really there: from a late arrival, until an early leave. */
export function presenceOf({ startMs, endMs, arrivesMs, leavesMs }: Duty): {
  startMs: number;
  endMs: number;
} {
  return { startMs: arrivesMs ?? startMs, endMs: leavesMs ?? endMs };
}

/** Everybody's duties that touch a stretch, both its ends included. */
export function dutiesAround(book: RosterBook, firstMs: number, lastMs: number): Duty[] {
  return datesAround(book, firstMs, lastMs)
    .flatMap((date) => dutiesStarting(book, date))
    .filter(({ startMs, endMs }) => startMs <= lastMs && firstMs < endMs);
}

/** The dates on which a duty may start that touches a stretch: a night began the day before. */
function datesAround({ tz }: RosterBook, firstMs: number, lastMs: number): string[] {
  const first = dayOf(dateAt(tz, firstMs)) - 1;
  const last = dayOf(dateAt(tz, lastMs));
  return Array.from({ length: last - first + 1 }, (_, n) => dateOf(first + n));
}

function dateIn(book: RosterBook, date: string): DateOfRoster {
  return {
    date,
    shifts: shiftsStarting(book.cycleOn(date), date),
    overrides: book.ofMonth(monthOf(date)),
  };
}

function dutiesOn(book: RosterBook, person: RosterPerson, day: DateOfRoster): Duty[] {
  const absent = day.overrides.get(person.id)?.some((each) => isAbsence(each, day.date));
  return absent ? [] : withoutAbsence(book, person, day);
}

function isAbsence({ departure, status }: Override, date: string): boolean {
  if (departure.kind !== 'absence' || status !== 'standing') return false;
  return departure.from <= date && date <= departure.to;
}

/** The cycle first, then each override in the order of the log. */
function withoutAbsence(book: RosterBook, person: RosterPerson, day: DateOfRoster): Duty[] {
  const base = baseDuty(book, person, day);
  const overrides = day.overrides.get(person.id);
  if (!overrides) return base ? [base] : [];
  const duties = new Map(base ? [[base.shiftId, base]] : []);
  for (const override of overrides) {
    if (override.status === 'standing') apply(duties, override, person.id, book, day);
  }
  return [...duties.values()];
}

function apply(
  duties: Map<string, Duty>,
  override: Override,
  personId: string,
  book: RosterBook,
  { date, shifts }: DateOfRoster,
): void {
  const { departure, id } = override;
  const join = (shiftId: string, basis: Duty['basis'], replaces: string | null = null) => {
    const shift = dateOfShift(shiftId) === date && shifts.get(teamOfShift(shiftId));
    if (shift) duties.set(shiftId, { ...dutyIn(shift, personId, basis), overrideId: id, replaces });
  };
  const change = (shiftId: string, what: Partial<Duty>) => {
    const duty = duties.get(shiftId);
    if (duty) duties.set(shiftId, { ...duty, ...what });
  };
  switch (departure.kind) {
    case 'replacement':
      return join(departure.shiftId, 'replacement', departure.replaces);
    case 'recall':
      return join(departure.shiftId, 'recall');
    case 'extra': {
      const duty = extraDuty(departure, id, book.tz);
      if (duty.date === date) duties.set(duty.shiftId, duty);
      return;
    }
    case 'swap': {
      const [gives, takes] =
        departure.personId === personId
          ? [departure.shiftId, departure.withShiftId]
          : [departure.withShiftId, departure.shiftId];
      duties.delete(gives);
      return join(takes, 'swap');
    }
    case 'late':
      return change(departure.shiftId, { arrivesMs: departure.arrivesMs });
    case 'early-leave':
      return change(departure.shiftId, { leavesMs: departure.leavesMs });
    case 'absence':
    case 'posting':
      return;
  }
}

function baseDuty(book: RosterBook, person: RosterPerson, day: DateOfRoster): Duty | null {
  const place = book.placeOn(person, day.date);
  if (!place) return null;
  const shift = place.teamId === null ? null : day.shifts.get(place.teamId);
  if (shift) return dutyIn(shift, person.id, 'cycle');
  return worksInOffice(place) ? officeDuty(book, person.id, day.date) : null;
}

/** Whoever commands or keeps the secretariat and is in no team works office hours (domain: "Roster"). */
function worksInOffice({ role, teamId }: Place): boolean {
  return teamId === null && role !== 'agent' && role !== 'lead';
}

function officeDuty(book: RosterBook, personId: string, date: string): Duty | null {
  const hours = validOn(book.plan.office, date);
  // 1 January 1970 was a Thursday: Monday is the first of the seven.
  if (hours.days[(dayOf(date) + 3) % 7] !== 1) return null;
  if (holidayOn(date, book.plan.holidays) !== null) return null;
  const shiftId = `${officeTeam}:${date}`;
  return {
    ...plain(shiftId, personId, date),
    kind: 'office',
    startMs: instantOf(book.tz, date, minutesOf(hours.from)),
    endMs: instantOf(book.tz, date, minutesOf(hours.to)),
    basis: 'office',
  };
}

function extraDuty(
  { personId, teamId, startMs, endMs }: DepartureOf<'extra'>,
  overrideId: string,
  tz: string,
): Duty {
  const date = dateAt(tz, startMs);
  const shiftId = `extra-${overrideId}:${date}`;
  const hours = { startMs, endMs, basis: 'extra', kind: 'extra' } as const;
  return { ...plain(shiftId, personId, date), ...hours, teamId, overrideId };
}

function dutyIn(shift: Shift, personId: string, basis: Duty['basis']): Duty {
  const { id, date, teamId, kind, startMs, endMs } = shift;
  return { ...plain(id, personId, date), teamId, kind, startMs, endMs, basis };
}

function plain(shiftId: string, personId: string, date: string) {
  const nothing = { overrideId: null, replaces: null, arrivesMs: null, leavesMs: null };
  return { id: `${shiftId}/${personId}`, personId, shiftId, teamId: null, date, ...nothing };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function byStart(one: Duty, other: Duty): number {
  return one.startMs - other.startMs;
}
