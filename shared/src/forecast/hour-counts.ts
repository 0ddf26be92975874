import { hourMs } from '../roster/calendar.ts';
import type { Known } from './known.ts';
import { hourOfWeek, ordinaryPerHour } from './ordinary-week.ts';

/** One hour of the past: its place in the week, and how many cases began in it. */
export interface PastHour {
  readonly startMs: number;
  /** 0 to 167: Monday 0 h to Sunday 23 h by the wall clock. */
  readonly cell: number;
  readonly count: number;
}

/** Places in the week of the hours since the epoch, once looked up: a time zone is slow to ask. */
const cells = new Map<string, Map<number, number>>();

/** The place in the week, 0 to 167, of the hour that an instant falls into. */
export function cellAt(atMs: number, tz: string): number {
  const ofZone = cells.get(tz) ?? new Map<number, number>();
  cells.set(tz, ofZone);
  const hour = Math.floor(atMs / hourMs);
  let cell = ofZone.get(hour);
  if (cell === undefined) {
    const place = hourOfWeek(hour * hourMs, tz);
    ofZone.set(hour, (cell = (place.weekday - 1) * 24 + place.hour));
  }
  return cell;
}

/** Mails that the domain's week brings in each of its 168 hours. */
export const ordinaryCells: readonly number[] = Array.from({ length: 168 }, (_, cell) =>
  ordinaryPerHour({ hour: cell % 24, weekday: Math.floor(cell / 24) + 1 }),
);

/** The whole hours of the past, in order, with what began in each (MET-4). */
export function pastHours({ cases, fromMs, atMs, tz }: Known): PastHour[] {
  const first = Math.ceil(fromMs / hourMs);
  const many = Math.max(0, Math.floor(atMs / hourMs) - first);
  const counts = new Array<number>(many).fill(0);
  for (const { startedAt } of cases) {
    const hour = Math.floor(startedAt / hourMs) - first;
    if (hour >= 0 && hour < many) counts[hour] = (counts[hour] ?? 0) + 1;
  }
  return counts.map((count, n) => {
    const startMs = (first + n) * hourMs;
    return { startMs, cell: cellAt(startMs, tz), count };
  });
}
