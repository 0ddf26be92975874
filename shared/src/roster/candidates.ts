import { isCleared } from '../access/actor.ts';
import type { Candidate, Hole } from '../wire/roster.ts';
import { accountOf } from './accounts.ts';
import { daysAfter, hourMs } from './calendar.ts';
import { dutiesOnDates, presenceOf, shiftOfId } from './duties.ts';
import type { Finding } from './finding.ts';
import type { Shift } from './on-duty.ts';
import type { Departure, Override } from './override.ts';
import { dateOfShift, type RosterBook, type RosterPerson } from './roster-book.ts';
import { newFindings, personFindings } from './rules/judge.ts';
import { spelledLength } from './spelled.ts';
import { faultOf } from './validity.ts';

/** Rest is looked for this many days before and after; beyond, it is as good as any. */
const restReach = 4;
/** The balance of hours is that of so many days before: 13 weeks. */
const balanceDays = 91;
/** How many are shown: nobody rings more people at night. */
const shown = 8;

/** What a ranking needs: the hole, less the candidates that it will get. */
export type Need = Pick<Hole, 'shiftId' | 'lacks' | 'absent'>;

/** Balances of hours by person, reckoned once for many holes. */
export type Balances = (personId: string) => number;

/** Balances over the 13 weeks before a date, each reckoned when it is first asked for. */
export function balancesBefore(book: RosterBook, date: string): Balances {
  const known = new Map<string, number>();
  return (personId) => {
    const balance =
      known.get(personId) ??
      accountOf(book, personId, daysAfter(date, -balanceDays), daysAfter(date, -1)).balanceMs;
    known.set(personId, balance);
    return balance;
  };
}

/**
 * Who could fill a hole, the best first (ROST-3): those whom no rule forbids, then by rest before and
 * after, then by what the shift lacks in clearance, then those who have worked least.
 */
export function candidatesFor(
  book: RosterBook,
  need: Need,
  balances: Balances,
  at: number,
): Candidate[] {
  const shift = shiftOfId(book, need.shiftId);
  if (!shift) return [];
  const ranked = [...book.people()]
    .filter((person) => couldFill(book, person, need, shift, at))
    .map((person) => rested(book, person, shift, balances))
    .sort(byRank(need));
  return lawfulFirst(ranked.map((each) => () => withFindings(book, each, need)));
}

/** Judges down the ranking until enough are free: rest alone does not tell whom an average forbids. */
function lawfulFirst(ranked: readonly (() => Candidate)[]): Candidate[] {
  const lawful: Candidate[] = [];
  const barred: Candidate[] = [];
  for (const judge of ranked) {
    if (lawful.length === shown) break;
    const candidate = judge();
    (errorsOf(candidate) === 0 ? lawful : barred).push(candidate);
  }
  barred.sort((one, other) => errorsOf(one) - errorsOf(other));
  return [...lawful, ...barred].slice(0, shown);
}

interface Rested {
  readonly person: RosterPerson;
  /** What they are on that date, which may not be what they are today. */
  readonly isLead: boolean;
  readonly restBeforeMs: number | null;
  readonly restAfterMs: number | null;
  readonly balanceMs: number;
}

/** Officers of the teams, free on that date, with what the hole asks for. */
function couldFill(
  book: RosterBook,
  person: RosterPerson,
  need: Need,
  shift: Shift,
  at: number,
): boolean {
  const place = book.placeOn(person, shift.date);
  if (!place?.teamId) return false;
  if (need.lacks === 'lead' && place.role !== 'lead') return false;
  if (need.lacks === 'clearance' && !isCleared(person)) return false;
  return faultOf(book, { kind: 'recall', personId: person.id, shiftId: shift.id }, at) === null;
}

function rested(book: RosterBook, person: RosterPerson, shift: Shift, balances: Balances): Rested {
  const first = daysAfter(shift.date, -restReach);
  const last = daysAfter(shift.date, restReach);
  const duties = dutiesOnDates(book, person.id, first, last).map(presenceOf);
  const before = duties.filter(({ startMs }) => startMs <= shift.startMs).map(({ endMs }) => endMs);
  const after = duties
    .filter(({ startMs }) => startMs > shift.startMs)
    .map(({ startMs }) => startMs);
  return {
    person,
    isLead: book.placeOn(person, shift.date)?.role === 'lead',
    restBeforeMs: before.length ? shift.startMs - Math.max(...before) : null,
    restAfterMs: after.length ? Math.min(...after) - shift.endMs : null,
    balanceMs: balances(person.id),
  };
}

function byRank({ lacks }: Need) {
  const unclear = ({ person }: Rested) => (lacks === 'people' && !isCleared(person) ? 1 : 0);
  return (one: Rested, other: Rested): number =>
    restClass(one) - restClass(other) ||
    unclear(one) - unclear(other) ||
    one.balanceMs - other.balanceMs ||
    (one.person.id < other.person.id ? -1 : 1);
}

/** The shorter of both rests: more than 35 h, than 24 h, than the 11 h of the law, or less. */
function restClass({ restBeforeMs, restAfterMs }: Rested): number {
  const rest = Math.min(restBeforeMs ?? Infinity, restAfterMs ?? Infinity);
  return [35, 24, 11].filter((hours) => rest < hours * hourMs).length;
}

function withFindings(book: RosterBook, rested: Rested, need: Need): Candidate {
  const { person, isLead, restBeforeMs, restAfterMs, balanceMs } = rested;
  const command = commandFor(person.id, need);
  return {
    ...{ personId: person.id, restBeforeMs, restAfterMs, balanceMs, command },
    cleared: isCleared(person),
    lead: isLead,
    findings: findingsOf(book, departureOf(command)),
    reason: reasonOf(rested),
  };
}

/** In the place of whoever is absent and not replaced yet, else called from rest. */
function commandFor(personId: string, { shiftId, absent }: Need): Candidate['command'] {
  const [replaces] = absent;
  return replaces === undefined
    ? { type: 'order-recall', personId, shiftId }
    : { type: 'order-replacement', personId, replaces, shiftId };
}

/** What a candidate's command enters. */
export function departureOf(
  command: Candidate['command'],
): Extract<Departure, { kind: 'recall' | 'replacement' }> {
  const { personId, shiftId } = command;
  return command.type === 'order-recall'
    ? { kind: 'recall', personId, shiftId }
    : { kind: 'replacement', personId, shiftId, replaces: command.replaces };
}

/** A departure as if it stood, for looking at what would be. */
export function supposed(id: string, departure: Departure): Override {
  return {
    ...{ id, departure, status: 'standing', by: 'system', at: Number.MAX_SAFE_INTEGER },
    ...{ noteId: null, exemption: null, settled: null, seq: 0 },
  };
}

function findingsOf(book: RosterBook, departure: Departure & { shiftId: string }): Finding[] {
  const { personId, shiftId } = departure;
  const date = dateOfShift(shiftId);
  const after = book.with(supposed(`supposed-${personId}`, departure));
  return newFindings(
    personFindings(book, personId, date, date),
    personFindings(after, personId, date, date),
  );
}

function reasonOf({ person, restBeforeMs, restAfterMs, balanceMs }: Rested): string {
  const rest = (ms: number | null) => (ms === null ? 'plus de quatre jours' : spelledLength(ms));
  const sign = balanceMs > 0 ? '+' : '';
  return (
    `Repos avant ${rest(restBeforeMs)}, après ${rest(restAfterMs)} ; ` +
    `solde ${sign}${spelledLength(balanceMs)}${isCleared(person) ? ' ; habilité' : ''}.`
  );
}

function errorsOf({ findings }: Candidate): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}
