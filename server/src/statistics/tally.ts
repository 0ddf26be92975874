import { exclusions } from '@vigie/shared/metrics/episode';
import type { Kept } from '@vigie/shared/metrics/aims';
import type { GroupFigures } from '@vigie/shared/metrics/group-figures';
import { measures } from '@vigie/shared/metrics/spans';
import type { EpisodeColumns } from './episode-columns.ts';
import type { Places } from './places.ts';
import { standing, type RowClass, type Verdict } from './row-classes.ts';

export type Counts = Omit<GroupFigures, 'times'>;

/** What one walk over the rows tells of every group. */
export interface Tally {
  /** Of each group. */
  readonly counts: readonly Counts[];
  /** Of each measure and group, in the order of `measures`: all that have a span, and those whose span goes on. */
  readonly cases: readonly Uint32Array[];
  readonly waiting: readonly Uint32Array[];
  /** Of each measure the rows whose span goes on. */
  readonly open: readonly (readonly number[])[];
}

/** Counts the rows of every group by their class (MET-1): all that is told of them is read out of that table. */
export function tally(columns: EpisodeColumns, places: Places, nowMs: number): Tally {
  columns.judge(nowMs);
  const { all: classes } = columns.classes;
  const { table, oldest, open } = count(columns, places, classes);
  const ofGroup = (group: number) =>
    table.subarray(group * classes.length, (group + 1) * classes.length);
  const counts = Array.from({ length: places.nowhere }, (_, group) =>
    countsOf(ofGroup(group), classes, oldest[group] ?? Infinity, nowMs),
  );
  return { counts, ...spansIn(table, classes, places.nowhere), open };
}

function count(
  columns: EpisodeColumns,
  { of: places, width, nowhere }: Places,
  classes: readonly RowClass[],
) {
  const { started, rowClass } = columns.of;
  const table = new Uint32Array((nowhere + 1) * classes.length);
  const oldest = new Float64Array(nowhere + 1).fill(Infinity);
  const open: number[][] = measures.map(() => []);
  const goesOn = Uint8Array.from(classes, ({ outcome, standings }) =>
    outcome === 'waiting' || standings.includes(standing.open) ? 1 : 0,
  );
  const classCount = classes.length;
  for (let row = 0; row < columns.size; row += 1) {
    const at = row * width;
    if (places[at] === nowhere) continue;
    const code = rowClass[row] ?? 0;
    for (let place = at; place < at + width; place += 1) {
      const cell = (places[place] ?? 0) * classCount + code;
      table[cell] = (table[cell] ?? 0) + 1;
    }
    if (goesOn[code] === 0) continue;
    const { standings, outcome } = classes[code] ?? {};
    standings?.forEach((found, m) => found === standing.open && open[m]?.push(row));
    if (outcome !== 'waiting') continue;
    for (let place = at; place < at + width; place += 1) {
      const group = places[place] ?? 0;
      oldest[group] = Math.min(oldest[group] ?? Infinity, started[row] ?? Infinity);
    }
  }
  return { table, oldest, open };
}

/** Of each measure and group how many have a span, and whose span goes on. */
function spansIn(table: Uint32Array, classes: readonly RowClass[], groups: number) {
  const cases = measures.map(() => new Uint32Array(groups));
  const waiting = measures.map(() => new Uint32Array(groups));
  for (let cell = 0; cell < groups * classes.length; cell += 1) {
    const count = table[cell] ?? 0;
    if (count === 0) continue;
    const group = Math.floor(cell / classes.length);
    classes[cell % classes.length]?.standings.forEach((found, m) => {
      if (found !== standing.none) add(cases[m], group, count);
      if (found === standing.open) add(waiting[m], group, count);
    });
  }
  return { cases, waiting };
}

function add(counts: Uint32Array | undefined, group: number, count: number): void {
  if (counts) counts[group] = (counts[group] ?? 0) + count;
}

function countsOf(
  table: Uint32Array,
  classes: readonly RowClass[],
  oldestMs: number,
  nowMs: number,
): Counts {
  const excluded = exclusions.map(() => 0);
  const outcome = { waiting: 0, answered: 0, 'closed-unanswered': 0, merged: 0 };
  const answer = { none: 0, open: 0, hit: 0, miss: 0 };
  const kept = { none: 0, open: 0, hit: 0, miss: 0 };
  const ending = { open: 0, settled: 0, returned: 0 };
  let [counted, waiting] = [0, 0];
  for (const [code, parts] of classes.entries()) {
    const count = table[code] ?? 0;
    if (!count) continue;
    ending[parts.ending] += count;
    if (parts.outcome === 'waiting') waiting += count;
    if (parts.excluded !== null) {
      excluded[parts.excluded] = (excluded[parts.excluded] ?? 0) + count;
      continue;
    }
    counted += count;
    outcome[parts.outcome] += count;
    answer[parts.answer] += count;
    kept[parts.kept] += count;
  }
  return {
    counted,
    excluded: Object.fromEntries(
      exclusions.map((name, code) => [name, excluded[code] ?? 0]),
    ) as Counts['excluded'],
    answered: outcome.answered,
    closedUnanswered: outcome['closed-unanswered'],
    waiting,
    oldestWaitMs: oldestMs === Infinity ? null : nowMs - oldestMs,
    inTime: keptOf(answer),
    kept: keptOf(kept),
    settled: ending.settled + ending.returned,
    returned: ending.returned,
  };
}

function keptOf({ open, hit, miss }: Readonly<Record<Verdict, number>>): Kept {
  const share = hit + miss > 0 ? hit / (hit + miss) : null;
  return { hits: hit, misses: miss, undecided: open, share };
}
