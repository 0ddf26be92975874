import type { Cycle } from '../roster/cycle.ts';
import { currentShift, type Shift } from '../roster/on-duty.ts';
import type { Relief } from './command.ts';

/** The relief that comes next at an instant: the shift that is responsible by the clock, and who takes over at its end (ROST-1). */
export function nextRelief(cycle: Cycle, at: number): Relief {
  const outgoing = currentShift(cycle, at);
  return { outgoing, incoming: currentShift(cycle, outgoing.endMs), reliefAt: outgoing.endMs };
}

/** The id of the sheet of a relief: one for each shift that leaves. */
export function handoverIdOf({ outgoing }: Pick<Relief, 'outgoing'>): string {
  return `handover:${outgoing.id}`;
}

/** A sheet's number for people, as in 2026-327-J: year, day of the year, day or night that leaves. */
export function sheetNumber({ date, kind }: Pick<Shift, 'date' | 'kind'>): string {
  const { year, dayOfYear } = Temporal.PlainDate.from(date);
  return `${String(year)}-${String(dayOfYear).padStart(3, '0')}-${kind === 'day' ? 'J' : 'N'}`;
}
