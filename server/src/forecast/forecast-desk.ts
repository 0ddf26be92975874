import type { Database } from '@vigie/db/database';
import { logBeganAt } from '@vigie/db/queries/case-claims';
import { seededRandom } from '@vigie/shared/chance/random';
import { compare, forecast, horizonOf } from '@vigie/shared/forecast/forecast';
import { isToTakeAt, type Case, type Known } from '@vigie/shared/forecast/known';
import { dateAt, dayMs } from '@vigie/shared/roster/calendar';
import type { Cycle } from '@vigie/shared/roster/cycle';
import { currentShift } from '@vigie/shared/roster/on-duty';
import type { Override } from '@vigie/shared/roster/override';
import { dateOfShift, RosterBook } from '@vigie/shared/roster/roster-book';
import { loadRosterContents } from '../roster/roster-contents.ts';
import { CaseBook, rememberedMs } from './case-book.ts';
import type { ForecastReply, ForecastTask } from './forecast-task.ts';
import { staffingOf } from './staffing.ts';

type TaskOf<K extends ForecastTask['kind']> = Extract<ForecastTask, { kind: K }>;

/** Answers what the owner asks, from a database that it only reads (MET-4). */
export class ForecastDesk {
  readonly #database: Database;
  readonly #cases: CaseBook;

  constructor(database: Database) {
    this.#database = database;
    this.#cases = new CaseBook(database);
  }

  answer(task: ForecastTask): ForecastReply {
    const { plan, people, overrides } = loadRosterContents(this.#database);
    const book = new RosterBook(plan, people, overrides);
    return task.kind === 'refresh' ? this.#refresh(book, task) : this.#compare(book, task);
  }

  #refresh(book: RosterBook, task: TaskOf<'refresh'>): ForecastReply {
    const known = this.#known(book, task);
    return {
      kind: 'refreshed',
      forecast: forecast(known, seededRandom(task.seed)),
      historyDays: (task.atMs - known.fromMs) / dayMs,
      settled: task.unsettled.map((reliefMs) => ({
        reliefMs,
        actual: known.cases.filter((each) => isToTakeAt(each, reliefMs)).length,
      })),
      swaps: openSwaps(book, known).map(({ id, departure }) => ({
        overrideId: id,
        personId: departure.personId,
        withId: departure.withId,
      })),
      restricted: restrictedOf(known.cases),
    };
  }

  #compare(book: RosterBook, task: TaskOf<'what-if'>): ForecastReply {
    const { whatIf } = task;
    const known = this.#known(book, task);
    const swap = openSwaps(book, known).find(({ id }) => id === whatIf.swapId);
    if (whatIf.swapId !== null && !swap) return { kind: 'swap-not-open' };
    const asked = swap ? book.with({ ...swap, status: 'standing' }) : book;
    const question = {
      surges: whatIf.surge ? [whatIf.surge] : [],
      staffing: staffingOf(asked, known.atMs, horizonOf(known), whatIf.people),
    };
    return {
      kind: 'compared',
      ...compare(known, question, seededRandom(task.seed)),
      restricted: restrictedOf(known.cases),
    };
  }

  #known(book: RosterBook, { atMs, past, allowedMs, aims }: ForecastTask): Known {
    const fromMs = Math.max(atMs - rememberedMs, logBeganAt(this.#database) ?? atMs);
    const cycle = book.cycleOn(dateAt(book.tz, atMs));
    const reliefMs = currentShift(cycle, atMs).endMs;
    return {
      ...{ atMs, tz: book.tz, fromMs, reliefMs, past, allowedMs, aims },
      cases: this.#cases.casesAt(atMs),
      staffing: staffingOf(book, fromMs, horizonOf({ reliefMs })),
      shiftStarts: shiftStarts(cycle, fromMs, atMs),
    };
  }
}

/** Starts of the shifts that were responsible one after the other, the one on duty last. */
function shiftStarts(cycle: Cycle, fromMs: number, atMs: number): number[] {
  const starts: number[] = [];
  for (let at = fromMs; at <= atMs;) {
    const { startMs, endMs } = currentShift(cycle, at);
    starts.push(startMs);
    at = endMs;
  }
  return starts;
}

function restrictedOf(cases: readonly Case[]): string[] {
  return cases
    .filter(({ endedAt, restricted }) => endedAt === null && restricted)
    .map(({ id }) => id);
}

type Swap = Override & { readonly departure: Extract<Override['departure'], { kind: 'swap' }> };

/** Swaps that nobody has decided on, and of which a shift falls into what is forecast. */
function openSwaps(book: RosterBook, known: Known): Swap[] {
  const [first, last] = [known.atMs - dayMs, horizonOf(known)].map((at) => dateAt(book.tz, at));
  const isNear = (shiftId: string) => {
    const date = dateOfShift(shiftId);
    return (first ?? '') <= date && date <= (last ?? '');
  };
  return book
    .overrides()
    .filter(isSwap)
    .filter(({ status }) => status === 'asked' || status === 'agreed')
    .filter(({ departure }) => [departure.shiftId, departure.withShiftId].some(isNear));
}

function isSwap(override: Override): override is Swap {
  return override.departure.kind === 'swap';
}
