import type { Actor } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import type { Person } from '@vigie/shared/people/person';
import { dateAt, datesBetween, daysAfter } from '@vigie/shared/roster/calendar';
import {
  absenceOn,
  dutiesBesideAbsence,
  dutiesOnDates,
  shiftsOn,
} from '@vigie/shared/roster/duties';
import { holidayOn } from '@vigie/shared/roster/holidays';
import type { Override } from '@vigie/shared/roster/override';
import { dateOfShift, touched, type RosterBook } from '@vigie/shared/roster/roster-book';
import { strengthOf } from '@vigie/shared/roster/rules/cover';
import type { RosterAnswer, RosterCell, RosterRow, ShiftCover } from '@vigie/shared/wire/roster';
import { seeOverride, type WordsOf } from './see-override.ts';

/** What somebody asks to see of the roster, and as whom. */
export interface RosterAsked {
  readonly book: RosterBook;
  readonly people: readonly Person[];
  readonly from: string;
  readonly days: number;
  /** One person's roster alone. */
  readonly person: string | null;
  readonly knownAt: number | null;
  readonly seq: number;
  readonly viewer: { readonly actor: Actor; readonly at: number };
  /** Finds the words of these overrides. */
  readonly wordsFor: (overrides: readonly Override[]) => WordsOf;
}

/** The roster of some weeks as somebody sees it (ROST-1): rows of people, cover of shifts, overrides. */
export function rosterView(asked: RosterAsked): RosterAnswer {
  const { book, from, days, viewer, seq, knownAt } = asked;
  const { cycles, office, cover, holidays } = book.plan;
  const to = daysAfter(from, days - 1);
  const touching = book.around(from, to).filter((override) => concerns(asked, override, to));
  const wordsOf = asked.wordsFor(touching);
  return {
    ...{ seq, knownAt, from, days, today: dateAt(book.tz, viewer.at), tz: book.tz },
    dates: datesBetween(from, to).map((date) => ({ date, holiday: holidayOn(date, holidays) })),
    plan: { cycles: [...cycles], office: [...office], cover: [...cover], holidays },
    rows: rowsOf(asked, to, touching),
    cover: datesBetween(from, to).flatMap((date) =>
      shiftsOn(book, date).map((shift) => coverOf(book, shift)),
    ),
    overrides: touching
      .toSorted((one, other) => one.at - other.at)
      .map((override) => seeOverride(book, override, viewer, wordsOf)),
  };
}

function concerns({ book, from, person }: RosterAsked, override: Override, to: string): boolean {
  const { departure, status } = override;
  if (departure.kind === 'posting') {
    const isTheirs = person === null || departure.personId === person;
    return isTheirs && departure.from <= to && (departure.to === null || departure.to >= from);
  }
  // A swap that waits is listed whatever its dates: somebody has to settle it.
  const waits = status === 'asked' || status === 'agreed';
  return touched(override, book.tz).some(
    ({ personId, dates }) =>
      (person === null || personId === person) &&
      (waits || dates.some((date) => from <= date && date <= to)),
  );
}

function rowsOf(asked: RosterAsked, to: string, overrides: readonly Override[]): RosterRow[] {
  const { book, from, person } = asked;
  const pending = pendingDates(overrides);
  return asked.people
    .filter(({ id }) => person === null || id === person)
    .map((each) => rowOf(asked, each, to, pending))
    .filter(({ id, cells }) => cells.length > 0 || book.person(id)?.active === true)
    .sort(byPlace(book, from));
}

function rowOf(
  { book, from, viewer: { actor } }: RosterAsked,
  { id, rank, name, role, clearances }: Person,
  to: string,
  pending: ReadonlyMap<string, string[]>,
): RosterRow {
  const known = book.person(id);
  const place = known && book.placeOn(known, from);
  const knows = may(actor, 'see-absence-kind', { personId: id });
  const cells = datesBetween(from, to).flatMap((date) =>
    cellOf(book, id, date, knows, pending.get(`${id} ${date}`) ?? []),
  );
  const shownRole = place?.role ?? role;
  const teamId = place?.teamId ?? null;
  return { ...{ id, rank, name, role: shownRole, teamId, cells }, clearances: [...clearances] };
}

function cellOf(
  book: RosterBook,
  personId: string,
  date: string,
  knows: boolean,
  pending: string[],
): RosterCell[] {
  const duties = dutiesOnDates(book, personId, date, date);
  const found = absenceOn(book, personId, date);
  const absence = found && {
    ...{ overrideId: found.overrideId, from: found.from, to: found.to },
    kind: knows ? found.absence : null,
    missed: dutiesBesideAbsence(book, personId, date).length > 0,
  };
  return duties.length || absence || pending.length ? [{ date, duties, absence, pending }] : [];
}

/** Swaps that wait, by person and date. */
function pendingDates(overrides: readonly Override[]): Map<string, string[]> {
  const pending = new Map<string, string[]>();
  for (const { id, departure, status } of overrides) {
    if (departure.kind !== 'swap' || (status !== 'asked' && status !== 'agreed')) continue;
    const { personId, withId, shiftId, withShiftId } = departure;
    for (const person of [personId, withId]) {
      for (const date of [shiftId, withShiftId].map(dateOfShift)) {
        const key = `${person} ${date}`;
        pending.set(key, [...(pending.get(key) ?? []), id]);
      }
    }
  }
  return pending;
}

function coverOf(book: RosterBook, shift: Parameters<typeof strengthOf>[1]): ShiftCover {
  const { size, present, minimum, leads, cleared } = strengthOf(book, shift);
  const { id, teamId, kind, date, startMs, endMs } = shift;
  return {
    ...{ shiftId: id, teamId, kind, date, startMs, endMs, size, present, minimum },
    leads: [...leads],
    cleared: cleared.length,
  };
}

/** Teams in the order of the cycle, then offices; in each the lead first, then by name. */
function byPlace(book: RosterBook, date: string): (one: RosterRow, other: RosterRow) => number {
  const teams = book.cycleOn(date).teams.map(({ id }) => id);
  const place = ({ teamId }: RosterRow) => teams.indexOf(teamId ?? '') + 1 || teams.length + 1;
  return (one, other) =>
    place(one) - place(other) ||
    Number(other.role === 'lead') - Number(one.role === 'lead') ||
    one.name.localeCompare(other.name, 'fr') ||
    (one.id < other.id ? -1 : 1);
}
