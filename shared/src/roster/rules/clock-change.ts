import { dateOf, dayOf, wallClockMs } from '../calendar.ts';
import type { Finding } from '../finding.ts';
import { shiftsStarting, type Shift } from '../on-duty.ts';
import type { RosterBook } from '../roster-book.ts';
import { spelledInstant, spelledLength } from '../spelled.ts';
import { dailyRestMs } from './limits.ts';
import { shortRest } from './rest.ts';

/**
 * What the clock changes do to the cycle itself (domain: "Clock changes"), once for each team: a night
 * that is longer or shorter than the wall clock says, and a rest that becomes too short.
 */
export function clockChanges(book: RosterBook, from: string, to: string): Finding[] {
  const findings: Finding[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    for (const shift of shiftsStarting(book.cycleOn(dateOf(day)), dateOf(day)).values()) {
      findings.push(...lengthChanged(book.tz, shift), ...restChanged(book, shift));
    }
  }
  return findings;
}

function lengthChanged(tz: string, shift: Shift): Finding[] {
  const { id, startMs, endMs } = shift;
  const length = endMs - startMs;
  const usual = wallClockMs(tz, startMs, endMs);
  if (length === usual) return [];
  const message =
    `${shift.teamId}, vacation du ${spelledInstant(tz, startMs)} : ${spelledLength(length)} au lieu de ` +
    `${spelledLength(usual)}, changement d’heure.`;
  return [
    {
      ...{ key: `clock-change::${id}:length`, rule: 'clock-change', severity: 'warning' },
      ...{ personId: null, shiftId: id, fromMs: startMs, toMs: endMs },
      ...{ measured: length, limit: usual, unit: 'ms', message, exemptedBy: null },
    },
  ];
}

function restChanged(book: RosterBook, shift: Shift): Finding[] {
  const date = dateOf(dayOf(shift.date) + 1);
  const next = shiftsStarting(book.cycleOn(date), date).get(shift.teamId);
  if (!next || next.startMs - shift.endMs >= dailyRestMs || next.startMs < shift.endMs) return [];
  const rest = { fromMs: shift.endMs, toMs: next.startMs };
  if (wallClockMs(book.tz, rest.fromMs, rest.toMs) < dailyRestMs) return [];
  const found = shortRest(book.tz, null, next.id, rest, true);
  return [{ ...found, message: `${shift.teamId} : ${found.message}` }];
}
