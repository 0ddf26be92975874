import { seenWithinMs } from '@vigie/shared/metrics/aims';
import { aimWindowMs, countEveryMs, type VerdictCount } from '@vigie/shared/metrics/burn-down';
import { priorities } from '@vigie/shared/triage/priority';
import type { EpisodeColumns } from './episode-columns.ts';
import { none } from './row-classes.ts';

/** Verdicts of each priority over the window of its aim, in the order of `priorities` (MET-1). */
export function verdictCounts({ of, size }: EpisodeColumns, nowMs: number): VerdictCount[][] {
  const counts = priorities.map(() => new Map<number, { hits: number; misses: number }>());
  const since = priorities.map((priority) => nowMs - aimWindowMs(priority));
  for (let row = 0; row < size; row += 1) {
    const code = of.priority[row] ?? 0;
    const outcome = of.outcome[row];
    const claimed = of.claimed[row] ?? NaN;
    const isP0 = code === 0;
    if (of.excluded[row] !== none) continue;
    if (outcome === 2 && !(isP0 && !Number.isNaN(claimed))) continue;
    if (isP0 && Number.isNaN(claimed) && outcome !== 0) continue;
    const started = of.started[row] ?? 0;
    const done = isP0 ? claimed : (of.ended[row] ?? NaN);
    const due = isP0 ? started + seenWithinMs : (of.due[row] ?? 0);
    const isMiss = (Number.isNaN(done) ? nowMs : done) > due;
    if (!isMiss && Number.isNaN(done)) continue;
    const at = isMiss ? due : done;
    if (at < (since[code] ?? 0) || at > nowMs) continue;
    const startMs = Math.floor(at / countEveryMs) * countEveryMs;
    const count = counts[code]?.get(startMs) ?? { hits: 0, misses: 0 };
    if (isMiss) count.misses += 1;
    else count.hits += 1;
    counts[code]?.set(startMs, count);
  }
  return counts.map((some) =>
    [...some]
      .map(([startMs, count]) => ({ startMs, ...count }))
      .sort((one, other) => one.startMs - other.startMs),
  );
}
