import { dateAt, daysAfter, instantOf, wallClockMs, dayMs } from '../calendar.ts';
import type { Duty } from '../duties.ts';
import { presenceOf } from '../duties.ts';
import type { Finding } from '../finding.ts';
import { spelledInstant, spelledLength } from '../spelled.ts';
import { dailyRestMs, weeklyRestMs } from './limits.ts';

/** One stretch at work, with the shift it belongs to. */
export interface Stretch {
  readonly shiftId: string;
  readonly startMs: number;
  readonly endMs: number;
  /** True where the cycle itself puts it there: what it brings about is found once, for the team. */
  readonly ofCycle: boolean;
}

/** The stretches of one person's duties, in order, as they are really there. */
export function stretchesOf(duties: readonly Duty[]): Stretch[] {
  return duties
    .map((duty) => ({
      shiftId: duty.shiftId,
      ...presenceOf(duty),
      ofCycle: duty.basis === 'cycle',
    }))
    .filter(({ startMs, endMs }) => startMs < endMs)
    .sort((one, other) => one.startMs - other.startMs);
}

/** Two shifts at once for one agent (ROST-2): each pair of stretches that overlap. */
export function doubleShifts(tz: string, who: string, stretches: readonly Stretch[]): Finding[] {
  return pairs(stretches).flatMap(([one, next]) => {
    const fromMs = next.startMs;
    const toMs = Math.min(one.endMs, next.endMs);
    if (fromMs >= toMs) return [];
    return [
      {
        ...finding('double-shift', who, next.shiftId, fromMs, toMs),
        measured: toMs - fromMs,
        limit: 0,
        message: `Deux vacations à la fois du ${spelledInstant(tz, fromMs)} au ${spelledInstant(tz, toMs)}.`,
      },
    ];
  });
}

/**
 * Less than 11 h of rest in a row in 24 h (ROST-2). The 24 hours are those of the wall clock; a rest that
 * only a clock change makes too short is a warning (domain: "Clock changes"), and the cycle's own are
 * left to the team's finding.
 */
export function shortDailyRests(tz: string, who: string, stretches: readonly Stretch[]): Finding[] {
  return stretches.flatMap((stretch, index) => {
    const rest = restWithin(tz, stretches, index, { days: 1, enoughMs: dailyRestMs });
    if (!rest) return [];
    const next = stretches[index + 1] ?? stretch;
    const changed = wallClockMs(tz, rest.fromMs, rest.toMs) >= dailyRestMs;
    if (changed && stretch.ofCycle && next.ofCycle) return [];
    return [shortRest(tz, who, next.shiftId, rest, changed)];
  });
}

/** A rest that is too short, as a finding: an error, or a warning where the clock change alone makes it so. */
export function shortRest(
  tz: string,
  who: string | null,
  shiftId: string,
  { fromMs, toMs }: Rest,
  changed: boolean,
): Finding {
  const why = changed ? ' Le changement d’heure en est la cause.' : '';
  const rule = changed ? ('clock-change' as const) : ('daily-rest' as const);
  return {
    ...finding(rule, who, shiftId, fromMs, toMs),
    severity: changed ? 'warning' : 'error',
    measured: toMs - fromMs,
    limit: dailyRestMs,
    message:
      `Repos de ${spelledLength(toMs - fromMs)} entre le ${spelledInstant(tz, fromMs)} et le ` +
      `${spelledInstant(tz, toMs)} : ${spelledLength(dailyRestMs)} attendues.${why}`,
  };
}

/** Less than 35 h of rest in a row within seven days of any start of work (ROST-2). */
export function shortWeeklyRests(
  tz: string,
  who: string,
  stretches: readonly Stretch[],
): Finding[] {
  return stretches.flatMap((stretch, index) => {
    const rest = restWithin(tz, stretches, index, { days: 7, enoughMs: weeklyRestMs });
    if (!rest) return [];
    const untilMs = wallDaysAfter(tz, stretch.startMs, 7);
    return [
      {
        ...finding('weekly-rest', who, stretch.shiftId, stretch.startMs, untilMs),
        measured: rest.toMs - rest.fromMs,
        limit: weeklyRestMs,
        message:
          `Du ${spelledInstant(tz, stretch.startMs)} au ${spelledInstant(tz, untilMs)}, le plus long repos ` +
          `est de ${spelledLength(rest.toMs - rest.fromMs)} : ${spelledLength(weeklyRestMs)} de suite ` +
          `attendues en sept jours.`,
      },
    ];
  });
}

interface Rest {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The longest rest within so many days of the start of a stretch, where it is not enough; null where it
 * is. It is enough if it fits in days of 24 hours, or in days of the wall clock: in autumn these are longer.
 */
function restWithin(
  tz: string,
  stretches: readonly Stretch[],
  index: number,
  { days, enoughMs }: { readonly days: number; readonly enoughMs: number },
): Rest | null {
  const startMs = stretches[index]?.startMs ?? 0;
  const isEnough = ({ fromMs, toMs }: Rest) => toMs - fromMs >= enoughMs;
  const rest = longestRest(stretches, index, startMs + days * dayMs);
  // The wall clock is only asked where it could matter: it costs a hundred times as much.
  if (isEnough(rest)) return null;
  return isEnough(longestRest(stretches, index, wallDaysAfter(tz, startMs, days))) ? null : rest;
}

/** The longest time without work after the stretch at `index`, up to `untilMs`. */
function longestRest(stretches: readonly Stretch[], index: number, untilMs: number): Rest {
  let freeFrom = stretches[index]?.endMs ?? untilMs;
  let longest = { fromMs: freeFrom, toMs: freeFrom };
  for (let next = index + 1; freeFrom < untilMs; next += 1) {
    const work = stretches[next];
    const toMs = Math.min(work?.startMs ?? untilMs, untilMs);
    if (toMs - freeFrom > longest.toMs - longest.fromMs) longest = { fromMs: freeFrom, toMs };
    if (!work || work.startMs >= untilMs) break;
    freeFrom = Math.max(freeFrom, work.endMs);
  }
  return longest;
}

function wallDaysAfter(tz: string, instantMs: number, days: number): number {
  const date = dateAt(tz, instantMs);
  const sinceMidnight = wallClockMs(tz, instantOf(tz, date, 0), instantMs);
  return instantOf(tz, daysAfter(date, days), Math.round(sinceMidnight / 60_000));
}

function pairs(stretches: readonly Stretch[]): [Stretch, Stretch][] {
  return stretches.slice(1).map((next, index) => [stretches[index] ?? next, next]);
}

function finding(
  rule: Finding['rule'],
  personId: string | null,
  shiftId: string,
  fromMs: number,
  toMs: number,
): Omit<Finding, 'measured' | 'limit' | 'message'> {
  return {
    key: `${rule}:${personId ?? ''}:${shiftId}`,
    rule,
    severity: 'error',
    personId,
    shiftId,
    fromMs,
    toMs,
    unit: 'ms',
    exemptedBy: null,
  };
}
