import type { Hole, Proposal } from '../wire/roster.ts';
import { datesBetween } from './calendar.ts';
import {
  balancesBefore,
  candidatesFor,
  departureOf,
  supposed,
  type Balances,
} from './candidates.ts';
import { absenceOn, dutiesBesideAbsence, dutiesStarting, shiftOfId, shiftsOn } from './duties.ts';
import type { Shift } from './on-duty.ts';
import type { RosterBook } from './roster-book.ts';
import { strengthOf } from './rules/cover.ts';

type Open = Omit<Hole, 'candidates'>;
const order: readonly Hole['lacks'][] = ['lead', 'clearance', 'people'];

/** Missing cover between two dates, both included, each with those who could fill it (ROST-3). */
export function holesBetween(book: RosterBook, from: string, to: string, at: number): Hole[] {
  const balances = balancesBefore(book, from);
  return openHoles(book, from, to, at).map((hole) => ({
    ...hole,
    candidates: candidatesFor(book, hole, balances, at),
  }));
}

/** What lacks between two dates in shifts that are not over: people, a lead, somebody cleared (ROST-3). */
function openHoles(book: RosterBook, from: string, to: string, at: number): Open[] {
  return datesBetween(from, to)
    .flatMap((date) => shiftsOn(book, date))
    .filter(({ endMs }) => at < endMs)
    .flatMap((shift) => holesOf(book, shift, at));
}

function holesOf(book: RosterBook, shift: Shift, at: number): Open[] {
  const strength = strengthOf(book, shift);
  const { minimum, duties, leads, cleared } = strength;
  const absent = unreplaced(book, shift);
  const hole = (lacks: Hole['lacks'], startMs: number, endMs: number, count: number): Open => ({
    id: `${lacks}:${shift.id}:${String(startMs)}`,
    ...{ shiftId: shift.id, teamId: shift.teamId, date: shift.date, lacks, startMs, endMs, absent },
    present: count,
    minimum: lacks === 'people' ? minimum : 1,
  });
  const whole = (lacks: Hole['lacks']) => hole(lacks, shift.startMs, shift.endMs, 0);
  const holes = strength.gaps
    .filter(({ endMs }) => at < endMs)
    .map((gap) => hole('people', gap.startMs, gap.endMs, gap.present));
  // A shift with nobody on it lacks people: the rest follows.
  if (duties.length > 0 && leads.length === 0) holes.push(whole('lead'));
  if (duties.length > 0 && cleared.length === 0) holes.push(whole('clearance'));
  return holes.sort((one, other) => order.indexOf(one.lacks) - order.indexOf(other.lacks));
}

/** Who would be on this shift, by the cycle or an exchange, is absent, and has nobody in their place. */
function unreplaced(book: RosterBook, shift: Shift): string[] {
  const replaced = new Set(
    dutiesStarting(book, shift.date).flatMap(({ replaces }) => replaces ?? []),
  );
  return [...book.people()]
    .map(({ id }) => id)
    .filter((id) => !replaced.has(id) && absenceOn(book, id, shift.date) !== null)
    .filter((id) =>
      dutiesBesideAbsence(book, id, shift.date).some(({ shiftId }) => shiftId === shift.id),
    );
}

/**
 * A month of holes filled one after the other by the same ranking (ROST-3), each choice on top of the
 * former ones and none against a rule. Greedy, so that a person can follow why it is this one.
 */
export function propose(
  book: RosterBook,
  from: string,
  to: string,
  at: number,
): Omit<Proposal, 'seq'> {
  const balances = balancesBefore(book, from);
  const choices: Proposal['choices'] = [];
  const unfilled: string[] = [];
  let filled = book;
  for (const { shiftId, id } of openHoles(book, from, to, at)) {
    const shift = shiftOfId(book, shiftId);
    // Somebody sent for one hole of a shift may have filled another of it.
    const holes = () => (shift ? holesOf(filled, shift, at) : []);
    for (let hole = sameHole(holes(), id); hole; hole = sameHole(holes(), id)) {
      const candidate = best(filled, hole, withChoices(balances, choices), at);
      if (!candidate) {
        unfilled.push(id);
        break;
      }
      choices.push({ holeId: id, shiftId, startMs: hole.startMs, candidate });
      const number = String(choices.length);
      filled = filled.with(supposed(`proposed-${number}`, departureOf(candidate.command)));
    }
  }
  return { choices, unfilled };
}

function sameHole(holes: readonly Open[], id: string): Open | undefined {
  return holes.find((hole) => hole.id === id);
}

function best(book: RosterBook, hole: Open, balances: Balances, at: number) {
  return candidatesFor(book, hole, balances, at).find(({ findings }) =>
    findings.every(({ severity }) => severity === 'warning'),
  );
}

/** Whoever is sent already has worked more: the next hole goes to somebody else. */
function withChoices(balances: Balances, choices: Proposal['choices']): Balances {
  return (personId) => {
    const sent = choices.filter(({ candidate }) => candidate.personId === personId);
    return balances(personId) + sent.length * 12 * 3_600_000;
  };
}
