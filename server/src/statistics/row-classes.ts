import { seenWithinMs } from '@vigie/shared/metrics/aims';
import { exclusions } from '@vigie/shared/metrics/episode';
import { measures } from '@vigie/shared/metrics/spans';

/** The code of a column that says nothing of a row. */
export const none = 255;
export const outcomes = ['waiting', 'answered', 'closed-unanswered', 'merged'] as const;
const [waiting, answered, closed] = [0, 1, 2];

export const verdicts = ['none', 'open', 'hit', 'miss'] as const;
export type Verdict = (typeof verdicts)[number];
const endings = ['open', 'settled', 'returned'] as const;

/** What a row is to a measure: nothing, a span that is over, or one that goes on. */
export const standing = { none: 0, over: 1, open: 2 } as const;
const standings = 3;

/** `clockCauses` begins with the opening mail; this one alone begins no stretch of work. */
const followUp = 1;
/** Of the places of `exclusions`, the one after the last. */
const included = exclusions.length;

/** What a row adds to figures: where it stands, whatever its group. */
export interface RowClass {
  readonly outcome: (typeof outcomes)[number];
  readonly answer: Verdict;
  readonly kept: Verdict;
  /** Place in `exclusions`; null where it counts. */
  readonly excluded: number | null;
  readonly ending: (typeof endings)[number];
  /** In the order of `measures`; nothing of what is left out. */
  readonly standings: readonly number[];
}

/** What decides on the class of a row; NaN where there is no such instant. */
export interface ClassedRow {
  readonly outcome: number;
  readonly priority: number;
  readonly excluded: number;
  readonly cause: number;
  readonly started: number;
  readonly due: number;
  readonly ended: number;
  readonly claimed: number;
  readonly settled: number;
  readonly returned: number;
}

const sizes = [
  outcomes.length,
  verdicts.length,
  verdicts.length,
  included + 1,
  endings.length,
  ...measures.map(() => standings),
];
const keyCount = sizes.reduce((product, size) => product * size, 1);
const unknown = 65_535;

/**
 * The classes that rows were met in, as small numbers (MET-1): some dozens, so that whatever is told of a
 * million rows is counted as one number each, and read out of a small table.
 */
export class RowClasses {
  readonly #codes = new Uint16Array(keyCount).fill(unknown);
  readonly all: RowClass[] = [];

  /** The class of a row as of an instant; before any, of one that waits nothing is late. */
  code(row: ClassedRow, nowMs = -Infinity): number {
    const key = keyOf(row, nowMs);
    const known = this.#codes[key] ?? unknown;
    if (known !== unknown) return known;
    const code = this.all.push(classOf(key)) - 1;
    this.#codes[key] = code;
    return code;
  }
}

function keyOf(row: ClassedRow, nowMs: number): number {
  const { outcome, priority, excluded, started, due, ended, claimed, settled, returned } = row;
  // Closed unanswered, or gone on as another.
  const answer = outcome >= closed ? 0 : verdict(ended, due, nowMs);
  const leftUnseen = Number.isNaN(claimed) && outcome !== waiting;
  const seen = leftUnseen ? 0 : verdict(claimed, started + seenWithinMs, nowMs);
  const ending = Number.isNaN(settled) ? 0 : Number.isNaN(returned) ? 1 : 2;
  const why = excluded === none ? included : excluded;
  const parts = [outcome, answer, priority === 0 ? seen : answer, why, ending];
  for (const measure of measures) {
    parts.push(excluded === none ? standingOf[measure](row) : standing.none);
  }
  return parts.reduceRight((key, part, n) => key * (sizes[n] ?? 1) + part, 0);
}

/** Place in `verdicts`. */
function verdict(doneMs: number, dueMs: number, nowMs: number): number {
  const isDone = !Number.isNaN(doneMs);
  if ((isDone ? doneMs : nowMs) > dueMs) return 3;
  return isDone ? 2 : 1;
}

/** The same as `spanOf` says of an episode (MET-3). */
const standingOf: Readonly<Record<(typeof measures)[number], (row: ClassedRow) => number>> = {
  'first-answer': ({ outcome }) => {
    if (outcome === closed) return standing.none;
    return outcome === waiting ? standing.open : standing.over;
  },
  claim: ({ claimed, ended }) => {
    if (!Number.isNaN(claimed)) return standing.over;
    return Number.isNaN(ended) ? standing.open : standing.none;
  },
  handling: ({ claimed, outcome }) => {
    if (Number.isNaN(claimed) || outcome === closed) return standing.none;
    return outcome === answered ? standing.over : standing.open;
  },
  resolution: ({ cause, settled }) => {
    if (cause === followUp) return standing.none;
    return Number.isNaN(settled) ? standing.open : standing.over;
  },
};

function classOf(key: number): RowClass {
  const parts: number[] = [];
  let rest = key;
  for (const size of sizes) {
    parts.push(rest % size);
    rest = Math.floor(rest / size);
  }
  const [outcome = 0, answer = 0, kept = 0, why = included, ending = 0, ...measured] = parts;
  return {
    outcome: outcomes[outcome] ?? 'waiting',
    answer: verdicts[answer] ?? 'none',
    kept: verdicts[kept] ?? 'none',
    excluded: why === included ? null : why,
    ending: endings[ending] ?? 'open',
    standings: measured,
  };
}
