import { seenWithinMs, type Kept } from '@vigie/shared/metrics/aims';
import { exclusions } from '@vigie/shared/metrics/episode';
import type { GroupFigures } from '@vigie/shared/metrics/group-figures';
import { none, outcomes, type EpisodeColumns } from './episode-columns.ts';
import type { Grouped } from './groupings.ts';

type Counts = Omit<GroupFigures, 'times'>;

const verdicts = ['none', 'open', 'hit', 'miss'] as const;
type Verdict = (typeof verdicts)[number];
const endings = ['open', 'settled', 'returned'] as const;

/** Four outcomes, four verdicts twice, five exclusions with none among them, three endings. */
const classes = 4 * 4 * 4 * 5 * 3;
/** Of the places of `exclusions`, the one after the last. */
const included = exclusions.length;

/** What a row adds to: its outcome, both verdicts, its exclusion and its end, as one small number. */
interface ClassParts {
  readonly outcome: (typeof outcomes)[number];
  readonly answer: Verdict;
  readonly kept: Verdict;
  readonly excluded: number;
  readonly ending: (typeof endings)[number];
}

/** Counts the rows of each group of several groupings (MET-1): one walk for what a row is, one for each grouping. */
export function tally(
  columns: EpisodeColumns,
  selected: Uint8Array,
  groupings: readonly Grouped[],
  nowMs: number,
): Counts[][] {
  const rows = rowsIn(selected);
  const codes = classesOf(columns, rows, nowMs);
  return groupings.map(({ keys, groups }) => {
    const count = keys.length;
    const table = new Uint32Array(count * classes);
    const oldest = new Float64Array(count).fill(Infinity);
    const { started } = columns.of;
    for (let n = 0; n < rows.length; n += 1) {
      const row = rows[n] ?? 0;
      const group = groups[row] ?? 0;
      if (group >= count) continue;
      const code = codes[n] ?? 0;
      const place = group * classes + code;
      table[place] = (table[place] ?? 0) + 1;
      // The first outcome is that of the waiting.
      if (code % outcomes.length !== 0) continue;
      const startedMs = started[row] ?? 0;
      if (startedMs < (oldest[group] ?? 0)) oldest[group] = startedMs;
    }
    return keys.map((_, group) =>
      countsOf(
        table.subarray(group * classes, (group + 1) * classes),
        oldest[group] ?? Infinity,
        nowMs,
      ),
    );
  });
}

/** The places of the ones. */
export function rowsIn(selected: Uint8Array): Uint32Array {
  const rows = new Uint32Array(selected.length);
  let count = 0;
  for (let row = 0; row < selected.length; row += 1) if (selected[row] === 1) rows[count++] = row;
  return rows.subarray(0, count);
}

function classesOf({ of }: EpisodeColumns, rows: Uint32Array, nowMs: number): Uint16Array {
  const { outcome, started, ended, due, claimed, priority, excluded, settled, returned } = of;
  const codes = new Uint16Array(rows.length);
  for (let n = 0; n < rows.length; n += 1) {
    const row = rows[n] ?? 0;
    const ends = outcome[row] ?? 0;
    const claimedMs = claimed[row] ?? NaN;
    // Closed unanswered, or gone on as another.
    const answer = ends >= 2 ? 0 : verdict(ended[row] ?? NaN, due[row] ?? 0, nowMs);
    let kept = answer;
    if (priority[row] === 0) {
      const leftUnseen = Number.isNaN(claimedMs) && ends !== 0;
      kept = leftUnseen ? 0 : verdict(claimedMs, (started[row] ?? 0) + seenWithinMs, nowMs);
    }
    const why = excluded[row] ?? none;
    const ending = Number.isNaN(settled[row]) ? 0 : Number.isNaN(returned[row]) ? 1 : 2;
    codes[n] =
      ends + 4 * (answer + 4 * (kept + 4 * ((why === none ? included : why) + 5 * ending)));
  }
  return codes;
}

/** Place in `verdicts`. */
function verdict(doneMs: number, dueMs: number, nowMs: number): number {
  const isDone = !Number.isNaN(doneMs);
  if ((isDone ? doneMs : nowMs) > dueMs) return 3;
  return isDone ? 2 : 1;
}

const partsOf: readonly ClassParts[] = Array.from({ length: classes }, (_, code) => {
  const take = (count: number, from: number) => Math.floor(from) % count;
  return {
    outcome: outcomes[take(4, code)] ?? 'waiting',
    answer: verdicts[take(4, code / 4)] ?? 'none',
    kept: verdicts[take(4, code / 16)] ?? 'none',
    excluded: take(5, code / 64),
    ending: endings[take(3, code / 320)] ?? 'open',
  };
});

function countsOf(table: Uint32Array, oldestMs: number, nowMs: number): Counts {
  const excluded = exclusions.map(() => 0);
  const outcome = { waiting: 0, answered: 0, 'closed-unanswered': 0, merged: 0 };
  const answer = { none: 0, open: 0, hit: 0, miss: 0 };
  const kept = { none: 0, open: 0, hit: 0, miss: 0 };
  const ending = { open: 0, settled: 0, returned: 0 };
  let [counted, waiting] = [0, 0];
  for (let code = 0; code < classes; code += 1) {
    const count = table[code] ?? 0;
    const parts = partsOf[code];
    if (!count || !parts) continue;
    ending[parts.ending] += count;
    if (parts.outcome === 'waiting') waiting += count;
    if (parts.excluded !== included) {
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
