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
  const nowHour = Math.floor(nowMs / hourMs);
  const hours = Math.max(0, Math.ceil(endMs / hourMs) - line.first);
  // One place more on either side: for what lies before the first hour, and behind the last.
  const [received, ended] = [new Uint32Array(hours + 2), new Uint32Array(hours + 2)];
  for (let row = 0; row < size; row += 1) {
    const startHour = of.startHour[row] ?? noHour;
    if (selected[row] === 0 || startHour > nowHour) continue;
    if (startHour === nowHour && (of.started[row] ?? 0) > nowMs) continue;
    count(received, startHour - line.first);
    count(ended, (of.endHour[row] ?? noHour) - line.first);
  }
  let backlog = (received[0] ?? 0) - (ended[0] ?? 0);
  const [came, went] = [bySteps(received, line), bySteps(ended, line)];
  return line.keys.map((_, step) => {
    const [more, less] = [came[step] ?? 0, went[step] ?? 0];
    backlog += more - less;
    return { received: more, ended: less, backlog };
  });
}

function count(hours: Uint32Array, hour: number): void {
  const place = Math.min(Math.max(hour + 1, 0), hours.length - 1);
  hours[place] = (hours[place] ?? 0) + 1;
}

function bySteps(hours: Uint32Array, line: TimeLine): Uint32Array {
  const counts = new Uint32Array(line.keys.length);
  line.groups.forEach((step, hour) => {
    counts[step] = (counts[step] ?? 0) + (hours[hour + 1] ?? 0);
  });
  return counts;
}
