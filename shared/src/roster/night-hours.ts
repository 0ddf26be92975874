import { dateAt, daysAfter, instantOf } from './calendar.ts';
import { nightBand } from './rules/limits.ts';

/** How much of a stretch lies at night, between 22:00 and 05:00 of the wall clock, in ms. */
export function nightMsOf(tz: string, startMs: number, endMs: number): number {
  const last = dateAt(tz, endMs);
  let sum = 0;
  for (let date = daysAfter(dateAt(tz, startMs), -1); date <= last; date = daysAfter(date, 1)) {
    const { fromMs, toMs } = nightOf(tz, date);
    sum += Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs));
  }
  return sum;
}

interface Night {
  readonly fromMs: number;
  readonly toMs: number;
}
const nights = new Map<string, Night>();
/** Some ten years in a zone. */
const nightsKept = 4_000;

function nightOf(tz: string, date: string): Night {
  const key = `${tz} ${date}`;
  const known = nights.get(key);
  if (known) return known;
  const night = {
    fromMs: instantOf(tz, date, nightBand.fromMinutes),
    toMs: instantOf(tz, date, nightBand.toMinutes),
  };
  if (nights.size < nightsKept) nights.set(key, night);
  return night;
}
