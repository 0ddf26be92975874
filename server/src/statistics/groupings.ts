import { stepStart, type Step } from '@vigie/shared/metrics/dimensions';
import { dateOf, dayMs, hourMs } from '@vigie/shared/roster/calendar';
import { categoryKeys } from '@vigie/shared/triage/categories';
import { priorities } from '@vigie/shared/triage/priority';
import type { ColumnName, EpisodeColumns } from './episode-columns.ts';

/** Rows told apart by a column: which group each of its values belongs to, -1 for none. */
export interface Grouping {
  readonly column: ColumnName | null;
  /** Subtracted from a value to find its place in `groups`. */
  readonly first: number;
  readonly groups: Int32Array;
  readonly keys: readonly string[];
}

/** Everything as one group. */
export const whole: Grouping = { column: null, first: 0, groups: new Int32Array(0), keys: [''] };

export const shiftKinds = ['day', 'night'] as const;

/** By the values of a column, each a group of its own. */
function byCode(column: ColumnName, keys: readonly string[]): Grouping {
  // A byte holds 256 values; those that name nothing are no group.
  const groups = Int32Array.from({ length: 256 }, (_, code) => (code < keys.length ? code : -1));
  return { column, first: 0, groups, keys };
}

/** The groupings by what a ticket and its watch are. */
export function plainGroupings(columns: EpisodeColumns) {
  return {
    priority: byCode('priority', priorities),
    category: byCode('category', categoryKeys),
    mailbox: byCode('mailbox', columns.mailboxes.all),
    orientation: byCode('orientation', categoryKeys),
    team: byCode('team', columns.teams.all),
    kind: byCode('kind', shiftKinds),
    'hour-of-week': byCode(
      'hourOfWeek',
      Array.from({ length: 168 }, (_, n) => String(n)),
    ),
  };
}

/** A grouping by steps of time, and when each of them begins. */
export interface TimeLine extends Grouping {
  readonly startMs: readonly number[];
  readonly step: Step | 'hour';
}

/** The steps of a stretch by the wall clock: each hour of it belongs to the step that it lies in. */
export function timeLine(
  { clock }: EpisodeColumns,
  fromMs: number,
  toMs: number,
  step: Step | 'hour',
): TimeLine {
  const first = Math.floor(fromMs / hourMs);
  const hours = Math.max(0, Math.ceil(toMs / hourMs) - first);
  const groups = new Int32Array(hours);
  const keys: string[] = [];
  const startMs: number[] = [];
  for (let n = 0; n < hours; n += 1) {
    const ms = (first + n) * hourMs;
    const key = keyOf(ms, ms + clock.offset(ms), step);
    if (key !== keys.at(-1)) {
      keys.push(key);
      startMs.push(Math.max(ms, fromMs));
    }
    groups[n] = keys.length - 1;
  }
  return { column: 'startHour', first, groups, keys, startMs, step };
}

function keyOf(ms: number, localMs: number, step: Step | 'hour'): string {
  if (step === 'hour') return String(ms);
  return dateOf(stepStart(Math.floor(localMs / dayMs), step));
}
