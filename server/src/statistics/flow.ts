import { hourMs } from '@vigie/shared/roster/calendar';
import { noHour, type EpisodeColumns } from './episode-columns.ts';
import type { TimeLine } from './groupings.ts';

/** What came in a step, what ended in it, and how many waited at its end. */
export interface Flow {
  readonly received: number;
  readonly ended: number;
  readonly backlog: number;
}

/**
 * Inflow, outflow and backlog of each step (MET-1), of every clock, whenever it began and whether or not
 * it counts in times: who waits, waits.
 */
export function flowOf(
  { of, size }: EpisodeColumns,
  selected: Uint8Array,
  line: TimeLine,
  { nowMs, endMs }: { readonly nowMs: number; readonly endMs: number },
): Flow[] {
  const steps = line.keys.length;
  const [received, ended] = [new Uint32Array(steps), new Uint32Array(steps)];
  const endHour = Math.ceil(endMs / hourMs);
  let before = 0;
  for (let row = 0; row < size; row += 1) {
    if (selected[row] === 0 || (of.started[row] ?? 0) > nowMs) continue;
    before += note(received, line, of.startHour[row] ?? noHour, endHour);
    before -= note(ended, line, of.endHour[row] ?? noHour, endHour);
  }
  let backlog = before;
  return Array.from({ length: steps }, (_, step) => {
    const [came, went] = [received[step] ?? 0, ended[step] ?? 0];
    backlog += came - went;
    return { received: came, ended: went, backlog };
  });
}

/** Counts an hour in its step; 1 where it lies before the first. */
function note(counts: Uint32Array, line: TimeLine, hour: number, endHour: number): number {
  if (hour < line.first) return 1;
  const step = hour < endHour ? line.groups[hour - line.first] : undefined;
  if (step !== undefined) counts[step] = (counts[step] ?? 0) + 1;
  return 0;
}
