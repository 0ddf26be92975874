import type { Person, Role } from '../people/person.ts';
import { dateAt, datesBetween } from './calendar.ts';
import type { Cycle } from './cycle.ts';
import type { DepartureOf, Override } from './override.ts';
import { validOn, type RosterPlan } from './plan.ts';

/** What the roster must know of a person: screens know no more. */
export type RosterPerson = Pick<Person, 'id' | 'role' | 'teamId' | 'active' | 'clearances'> & {
  readonly former?: Person['former'];
};

/** Where somebody serves on a date; null before they came and after they left. */
export interface Place {
  readonly role: Role;
  readonly teamId: string | null;
}

interface Stay extends Place {
  /** The first date (ISO) on which it no longer holds. */
  readonly before: string;
}

type OfMonth = ReadonlyMap<string, readonly Override[]>;
const nothing: OfMonth = new Map();

/**
 * All that says who is on duty when (ROST-1): the plan, the people with their teams over time, and the
 * overrides, found by month and person so that ten years of a large service answer as fast as a week.
 * What stands in it is immutable; `put` replaces.
 */
export class RosterBook {
  readonly #base: RosterBook | null;
  #plan: RosterPlan;
  readonly #people: Map<string, RosterPerson>;
  readonly #stays: Map<string, readonly Stay[]>;
  readonly #overrides = new Map<string, Override>();
  readonly #months = new Map<string, Map<string, readonly Override[]>>();
  readonly #postings = new Map<string, readonly Override[]>();

  constructor(
    plan: RosterPlan,
    people: Iterable<RosterPerson> = [],
    overrides: Iterable<Override> = [],
    base: RosterBook | null = null,
  ) {
    this.#base = base;
    this.#plan = plan;
    this.#people = base ? base.#people : new Map<string, RosterPerson>();
    this.#stays = base ? base.#stays : new Map<string, readonly Stay[]>();
    for (const person of people) this.putPerson(person);
    for (const override of overrides) this.put(override);
  }

  get plan(): RosterPlan {
    return this.#plan;
  }

  /** The time zone of the service, in which its dates are meant. */
  get tz(): string {
    return validOn(this.#plan.cycles, '9999-12-31').tz;
  }

  cycleOn(date: string): Cycle {
    return validOn(this.#plan.cycles, date);
  }

  putPlan(plan: RosterPlan): void {
    this.#plan = plan;
  }

  putPerson(person: RosterPerson): void {
    this.#people.set(person.id, person);
    const stays = (person.former ?? []).map(({ role, teamId, until }) => ({
      role,
      teamId,
      before: dateAt(this.tz, until),
    }));
    if (stays.length) this.#stays.set(person.id, stays);
  }

  person(id: string): RosterPerson | undefined {
    return this.#people.get(id);
  }

  people(): Iterable<RosterPerson> {
    return this.#people.values();
  }

  put(override: Override): void {
    this.#overrides.set(override.id, override);
    const { departure } = override;
    if (departure.kind === 'posting') return this.#putPosting(override, departure.personId);
    for (const { personId, dates } of touched(override, this.tz)) {
      for (const month of new Set(dates.map(monthOf))) this.#putInMonth(month, personId, override);
    }
  }

  override(id: string): Override | undefined {
    return this.#overrides.get(id) ?? this.#base?.override(id);
  }

  /** Every override, cancelled ones included. */
  overrides(): readonly Override[] {
    const beneath = this.#base?.overrides().filter(({ id }) => !this.#overrides.has(id)) ?? [];
    return [...beneath, ...this.#overrides.values()];
  }

  /** The overrides that may touch these dates, every posting, and every swap that waits. */
  around(from: string, to: string): readonly Override[] {
    const found = new Map(this.#waitingAndPostings().map((each) => [each.id, each]));
    for (let month = monthOf(from); month <= monthOf(to); month = nextMonth(month)) {
      for (const ofPerson of this.ofMonth(month).values()) {
        for (const override of ofPerson) found.set(override.id, override);
      }
    }
    return [...found.values()];
  }

  #waitingAndPostings(): readonly Override[] {
    return this.overrides().filter(
      ({ status, departure }) =>
        status === 'asked' || status === 'agreed' || departure.kind === 'posting',
    );
  }

  /** The overrides that may touch a month such as `2026-11`, by person, in the order of the log. */
  ofMonth(month: string): OfMonth {
    return this.#months.get(month) ?? this.#base?.ofMonth(month) ?? nothing;
  }

  /** The standing postings of a person, in the order in which they were entered. */
  postingsOf(personId: string): readonly Override[] {
    return this.#postings.get(personId) ?? this.#base?.postingsOf(personId) ?? [];
  }

  /** Where somebody serves on a date: a posting first, then the team they had then (ROST-1). */
  placeOn(person: RosterPerson, date: string): Place | null {
    const home = this.#homeOn(person, date);
    const posting = home && this.#postingOn(person.id, date);
    return posting ? { role: home.role, teamId: posting.teamId } : home;
  }

  /**
   * The same book with overrides put or replaced, to judge what would be: this one stays as it is.
   * Made for a moment: what changes here afterwards may show there.
   */
  with(...overrides: readonly Override[]): RosterBook {
    return new RosterBook(this.#plan, [], overrides, this);
  }

  #homeOn(person: RosterPerson, date: string): Place | null {
    const former = this.#stays.get(person.id)?.find(({ before }) => date < before);
    return former ?? (person.active ? person : null);
  }

  #postingOn(personId: string, date: string): DepartureOf<'posting'> | null {
    const standing = this.postingsOf(personId).findLast(({ departure }) => {
      if (departure.kind !== 'posting') return false;
      return departure.from <= date && (departure.to === null || date <= departure.to);
    })?.departure;
    return standing?.kind === 'posting' ? standing : null;
  }

  #putPosting(override: Override, personId: string): void {
    const others = this.postingsOf(personId).filter(({ id }) => id !== override.id);
    const standing = override.status === 'standing' ? [override] : [];
    this.#postings.set(personId, [...others, ...standing].sort(byEntry));
  }

  #putInMonth(month: string, personId: string, override: Override): void {
    const ofMonth = this.#months.get(month) ?? new Map(this.#base?.ofMonth(month));
    const others = ofMonth.get(personId)?.filter(({ id }) => id !== override.id) ?? [];
    ofMonth.set(personId, [...others, override].sort(byEntry));
    this.#months.set(month, ofMonth);
  }
}

/** `2026-11` of a date of that month. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** `2026-12` after `2026-11`. */
export function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  const next = (year ?? 0) * 12 + (number ?? 1);
  return `${String(Math.floor(next / 12))}-${String((next % 12) + 1).padStart(2, '0')}`;
}

/** The date (ISO) of a shift's name, `2026-11-24` of `JOUR-A:2026-11-24`. */
export function dateOfShift(shiftId: string): string {
  return shiftId.slice(shiftId.lastIndexOf(':') + 1);
}

/** The team of a shift's name. */
export function teamOfShift(shiftId: string): string {
  return shiftId.slice(0, shiftId.lastIndexOf(':'));
}

/** Whose dates an override touches; a posting without an end has no list and gives its first date. */
export function touched(
  { departure }: Pick<Override, 'departure'>,
  tz: string,
): { readonly personId: string; readonly dates: readonly string[] }[] {
  const { personId } = departure;
  switch (departure.kind) {
    case 'absence':
      return [{ personId, dates: datesBetween(departure.from, departure.to) }];
    case 'posting':
      return [{ personId, dates: [departure.from] }];
    case 'extra':
      return [{ personId, dates: [dateAt(tz, departure.startMs)] }];
    case 'swap': {
      const dates = [departure.shiftId, departure.withShiftId].map(dateOfShift);
      return [
        { personId, dates },
        { personId: departure.withId, dates },
      ];
    }
    case 'replacement':
    case 'recall':
    case 'late':
    case 'early-leave':
      return [{ personId, dates: [dateOfShift(departure.shiftId)] }];
  }
}

/** In the order in which they were entered: whoever came later has the last word. */
function byEntry(one: Override, other: Override): number {
  return one.at - other.at || (one.id < other.id ? -1 : 1);
}
