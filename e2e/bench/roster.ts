import { dateOf, dayOf, dayMs, hourMs } from '@vigie/shared/roster/calendar';
import { consequences } from '@vigie/shared/roster/consequences';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { dutiesOnDates, onDutyAt } from '@vigie/shared/roster/duties';
import { shiftsBetween } from '@vigie/shared/roster/on-duty';
import type { Departure, Override } from '@vigie/shared/roster/override';
import { defaultPlan } from '@vigie/shared/roster/plan';
import { RosterBook, type RosterPerson } from '@vigie/shared/roster/roster-book';
import { figureOf, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';

const first = dayOf('2020-01-06');
const tenYears = 3_650;
/** Leave, sickness and calls of one person and year. */
const overridesAYear = 30;
const questions = 400;
const checks = 40;

/** Who is on duty among 500 people in ten years, and the rules of a swap among 40 (ROST-1, ROST-2). */
export async function benchRoster(progress: Progress): Promise<Figure[]> {
  const large = bookOf(500);
  const table = new BareTable(large);
  const onDuty = await pairedRounds(
    progress,
    async () => timeOfEach(questions, (n) => onDutyAt(large, instantOf(n)).length),
    async () => timeOfEach(questions, (n) => table.onDutyAt(instantOf(n))),
  );
  const small = bookOf(40);
  const swap = swapIn(small);
  const hours = ['p0', 'p1'].map((id) => hoursOf(small, id));
  const rules = await pairedRounds(
    progress,
    async () => timeOfEach(checks, () => consequences(small, [swap]).length),
    async () => timeOfEach(checks, () => hours.filter(bareAverage).length),
  );
  const ofMs = (ms: number) => ms;
  return [
    figureOf('roster: on duty at t, 500 people, 10 years', 'ms', pairsOf(onDuty, ofMs), {
      ...{ kind: 'value-at-most', limit: 1 },
    }),
    figureOf('roster: rules of a swap', 'ms', pairsOf(rules, ofMs), {
      ...{ kind: 'value-at-most', limit: 5 },
    }),
  ];
}

/** The time of one, in ms; the sum is used, so that nothing is left out as useless. */
function timeOfEach(count: number, act: (n: number) => number): number {
  const began = performance.now();
  let sum = 0;
  for (let n = 0; n < count; n += 1) sum += act(n);
  const each = (performance.now() - began) / count;
  return sum < 0 ? NaN : each;
}

/** Spread over the ten years, at all hours. */
function instantOf(n: number): number {
  return (first + ((n * 977) % tenYears)) * dayMs + ((n * 7) % 24) * hourMs;
}

function bookOf(size: number): RosterBook {
  const teams = defaultCycle.teams.map(({ id }) => id);
  const people = Array.from({ length: size }, (_, n): RosterPerson => ({
    ...{ id: `p${String(n)}`, role: n % 10 === 0 ? 'lead' : 'agent', active: true },
    teamId: teams[n % teams.length] ?? null,
    clearances: n % 3 === 0 ? ['violence'] : [],
  }));
  return new RosterBook(defaultPlan, people, people.flatMap(overridesOf));
}

function overridesOf({ id }: RosterPerson, place: number): Override[] {
  const years = tenYears / 365;
  return Array.from({ length: overridesAYear * years }, (_, n) => {
    const from = dateOf(first + Math.floor(((n * 365) / overridesAYear + place * 3) % tenYears));
    const departure: Departure = { kind: 'absence', personId: id, absence: 'CA', from, to: from };
    return standing(`${id}-${String(n)}`, departure);
  });
}

function standing(id: string, departure: Departure): Override {
  return {
    ...{ id, departure, status: 'standing', by: 'p0', at: 0, seq: 1 },
    ...{ noteId: null, exemption: null, settled: null },
  };
}

/** The first shifts of two people of different teams in the middle of the ten years. */
function swapIn(book: RosterBook): Override {
  const from = dateOf(first + tenYears / 2);
  const to = dateOf(first + tenYears / 2 + 14);
  const [one, other] = ['p0', 'p1'].map((id) => dutiesOnDates(book, id, from, to)[0]?.shiftId);
  return standing('swap', {
    ...{ kind: 'swap', personId: 'p0', shiftId: one ?? '', withId: 'p1', withShiftId: other ?? '' },
  });
}

/** Bare: every shift of every person computed beforehand, and a binary search in each. */
class BareTable {
  readonly #starts: Float64Array[];
  readonly #ends: Float64Array[];

  constructor(book: RosterBook) {
    const [from, to] = [first * dayMs, (first + tenYears) * dayMs];
    const shifts = [...book.people()].map(({ teamId }) =>
      shiftsBetween(defaultCycle, teamId ?? '', from, to),
    );
    this.#starts = shifts.map((each) => Float64Array.from(each, ({ startMs }) => startMs));
    this.#ends = shifts.map((each) => Float64Array.from(each, ({ endMs }) => endMs));
  }

  onDutyAt(ms: number): number {
    let count = 0;
    this.#starts.forEach((starts, n) => {
      let [low, high] = [0, starts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= ms) low = middle + 1;
        else high = middle;
      }
      if (low > 0 && ms < (this.#ends[n]?.[low - 1] ?? 0)) count += 1;
    });
    return count;
  }
}

/** Hours of each day of a year around the swap, beforehand. */
function hoursOf(book: RosterBook, personId: string): Float64Array {
  const middle = first + tenYears / 2;
  const hours = new Float64Array(365);
  for (const { date, startMs, endMs } of dutiesOnDates(
    book,
    personId,
    dateOf(middle - 182),
    dateOf(middle + 182),
  )) {
    hours[dayOf(date) - middle + 182] = endMs - startMs;
  }
  return hours;
}

/** Bare: the rolling average alone, over hours that are there already. */
function bareAverage(hours: Float64Array): boolean {
  let sum = 0;
  let worst = 0;
  for (let day = 0; day < hours.length; day += 1) {
    sum += (hours[day] ?? 0) - (day >= 182 ? (hours[day - 182] ?? 0) : 0);
    worst = Math.max(worst, sum);
  }
  return worst / 26 > 48 * hourMs;
}
