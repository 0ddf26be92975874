import type { EpisodeFacts } from '@vigie/db/queries/episode-facts';
import { hourMs } from '@vigie/shared/roster/calendar';
import type { DutyClock } from '@vigie/shared/metrics/duty-clock';
import type { MeasuredClock } from '@vigie/shared/metrics/measured-episode';
import { exclusions } from '@vigie/shared/metrics/episode';
import { clockCauses } from '@vigie/shared/ticket/ticket';
import { categoryKeys } from '@vigie/shared/triage/categories';
import { priorities } from '@vigie/shared/triage/priority';
import { Names } from './names.ts';
import { none, outcomes, RowClasses } from './row-classes.ts';

interface Arrays {
  /** Instants in ms since the epoch, and times in ms; NaN where there is none. */
  readonly rowid: Float64Array;
  readonly started: Float64Array;
  readonly due: Float64Array;
  readonly ended: Float64Array;
  readonly claimed: Float64Array;
  readonly handled: Float64Array;
  readonly settled: Float64Array;
  readonly returned: Float64Array;
  /** Whole hours since the epoch; of one that waits the largest there is. */
  readonly startHour: Int32Array;
  readonly endHour: Int32Array;
  /** Weekday × 24 + hour of the wall clock, at the start. */
  readonly hourOfWeek: Uint8Array;
  readonly priority: Uint8Array;
  readonly category: Uint8Array;
  readonly orientation: Uint8Array;
  readonly mailbox: Uint8Array;
  readonly team: Uint8Array;
  readonly kind: Uint8Array;
  readonly outcome: Uint8Array;
  readonly excluded: Uint8Array;
  readonly cause: Uint8Array;
  /** Who ended it, plus one; 0 for nobody. */
  readonly by: Uint16Array;
  /** What it adds to figures, as one of `classes`; of one that waits, as of the last `judge`. */
  readonly rowClass: Uint16Array;
}

export type ColumnName = keyof Arrays;
export const noHour = 0x7fffffff;

/**
 * Every episode of the log as columns of numbers (MET-1): some 90 MB a million, and a question walks them
 * in milliseconds. Rows stand in the order of the database's own, so that one is found again by halving.
 */
export class EpisodeColumns {
  readonly mailboxes = new Names();
  readonly teams = new Names();
  readonly people = new Names();
  readonly classes = new RowClasses();
  readonly #clock: DutyClock;
  #arrays: Arrays = emptyArrays(1_024);
  #size = 0;

  constructor(clock: DutyClock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#size;
  }

  get of(): Arrays {
    return this.#arrays;
  }

  get clock(): DutyClock {
    return this.#clock;
  }

  /** Takes a row in, or in again after it changed; tells its place. */
  put(facts: EpisodeFacts): number {
    const place = this.#placeOf(facts[0]);
    if (place >= this.#arrays.rowid.length) this.#arrays = grown(this.#arrays);
    if (place === this.#size) this.#size += 1;
    this.#write(place, facts);
    return place;
  }

  /** The first place whose row is not before this one. */
  #placeOf(rowid: number): number {
    const { rowid: rowids } = this.#arrays;
    let [low, high] = [0, this.#size];
    // What is read in order, or is new, belongs at the end.
    if (high === 0 || (rowids[high - 1] ?? 0) < rowid) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rowids[middle] ?? 0) < rowid) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #write(place: number, facts: EpisodeFacts): void {
    const [rowid, startedAt, dueAt, endedAt, claimedAt, handledMs, settledAt, returnedAt] = facts;
    const [, , , , , , , , priority, category, orientation, mailboxId] = facts;
    const [, , , , , , , , , , , , outcome, excluded, cause, by] = facts;
    const to = this.#arrays;
    to.rowid[place] = rowid;
    to.started[place] = startedAt;
    to.due[place] = dueAt;
    to.ended[place] = endedAt ?? NaN;
    to.claimed[place] = claimedAt ?? NaN;
    to.handled[place] = handledMs;
    to.settled[place] = settledAt ?? NaN;
    to.returned[place] = returnedAt ?? NaN;
    to.startHour[place] = Math.floor(startedAt / hourMs);
    to.endHour[place] = endedAt === null ? noHour : Math.floor(endedAt / hourMs);
    const { shift, hour, weekday } = this.#clock.at(startedAt);
    to.hourOfWeek[place] = weekday * 24 + hour;
    to.team[place] = this.teams.code(shift.teamId);
    to.kind[place] = shift.kind === 'day' ? 0 : 1;
    to.priority[place] = codeIn(priorityCodes, priority);
    to.category[place] = codeIn(categoryCodes, category);
    to.orientation[place] = orientation === null ? none : codeIn(categoryCodes, orientation);
    to.mailbox[place] = this.mailboxes.code(mailboxId);
    to.outcome[place] = codeIn(outcomeCodes, outcome);
    to.excluded[place] = excluded === null ? none : codeIn(exclusionCodes, excluded);
    to.cause[place] = codeIn(causeCodes, cause);
    to.by[place] = by === null ? 0 : this.people.code(by) + 1;
    to.rowClass[place] = this.#classOf(place);
  }

  /** Time goes on for those that wait: whatever is late by now is so from here on. */
  judge(nowMs: number): void {
    const { outcome, rowClass } = this.#arrays;
    for (let row = 0; row < this.#size; row += 1) {
      if (outcome[row] === 0) rowClass[row] = this.#classOf(row, nowMs);
    }
  }

  /** A row as the pure functions take it. */
  measured(row: number): MeasuredClock & { readonly row: number } {
    const of = this.#arrays;
    const instant = (ms: number | undefined) => (ms === undefined || Number.isNaN(ms) ? null : ms);
    const outcome = outcomes[of.outcome[row] ?? 0] ?? 'waiting';
    const by = of.by[row] ?? 0;
    return {
      ...{ row, startedAt: of.started[row] ?? 0, dueAt: of.due[row] ?? 0 },
      ...{ endedAt: instant(of.ended[row]), claimedAt: instant(of.claimed[row]) },
      ...{ handledMs: of.handled[row] ?? 0, settledAt: instant(of.settled[row]) },
      returnedAt: instant(of.returned[row]),
      priority: priorities[of.priority[row] ?? 0] ?? 'P3',
      category: categoryKeys[of.category[row] ?? 0] ?? 'autre',
      orientation: categoryKeys[of.orientation[row] ?? none] ?? null,
      mailboxId: this.mailboxes.name(of.mailbox[row] ?? 0),
      outcome: outcome === 'merged' ? 'closed-unanswered' : outcome,
      excluded: exclusions[of.excluded[row] ?? none] ?? null,
      cause: clockCauses[of.cause[row] ?? 0] ?? 'mail',
      by: by === 0 ? null : this.people.name(by - 1),
    };
  }

  #classOf(row: number, nowMs?: number): number {
    const of = this.#arrays;
    const facts = {
      ...{ outcome: of.outcome[row] ?? 0, priority: of.priority[row] ?? 0 },
      ...{ excluded: of.excluded[row] ?? none, cause: of.cause[row] ?? 0 },
      ...{ started: of.started[row] ?? NaN, due: of.due[row] ?? NaN, ended: of.ended[row] ?? NaN },
      ...{ claimed: of.claimed[row] ?? NaN, settled: of.settled[row] ?? NaN },
      returned: of.returned[row] ?? NaN,
    };
    return this.classes.code(facts, nowMs);
  }
}

const codesOf = (names: readonly string[]) => new Map(names.map((name, code) => [name, code]));
const priorityCodes = codesOf(priorities);
const categoryCodes = codesOf(categoryKeys);
const outcomeCodes = codesOf(outcomes);
const exclusionCodes = codesOf(exclusions);
const causeCodes = codesOf(clockCauses);

function codeIn(codes: ReadonlyMap<string, number>, name: string): number {
  return codes.get(name) ?? none;
}

function emptyArrays(length: number): Arrays {
  const float = () => new Float64Array(length);
  const byte = () => new Uint8Array(length);
  return {
    ...{ rowid: float(), started: float(), due: float(), ended: float(), claimed: float() },
    ...{ handled: float(), settled: float(), returned: float() },
    ...{ startHour: new Int32Array(length), endHour: new Int32Array(length) },
    ...{ hourOfWeek: byte(), priority: byte(), category: byte(), orientation: byte() },
    ...{ mailbox: byte(), team: byte(), kind: byte(), outcome: byte() },
    ...{ excluded: byte(), cause: byte(), by: new Uint16Array(length) },
    rowClass: new Uint16Array(length),
  };
}

/** Half as large again: what is copied is little beside what is read. */
function grown(arrays: Arrays): Arrays {
  const larger = emptyArrays(Math.ceil(arrays.rowid.length * 1.5));
  for (const name of Object.keys(arrays) as ColumnName[]) larger[name].set(arrays[name]);
  return larger;
}
