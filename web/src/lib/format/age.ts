import { m } from '#lib/paraglide/messages.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** An age as lists show it: « 4 min », « 1 h 02 », « 2 j 3 h ». Never negative: clocks differ a little. */
export function ageText(ms: number): string {
  const age = Math.max(0, ms);
  if (age < hour) return `${String(Math.floor(age / minute))} min`;
  if (age < day) return `${String(Math.floor(age / hour))} h ${twoDigits((age % hour) / minute)}`;
  return m.age_days({ days: Math.floor(age / day), hours: Math.floor((age % day) / hour) });
}

/** A time allowed, in whole hours where it is some: « 15 min », « 4 h », « 24 h ». */
export function allowedText(ms: number): string {
  return ms >= hour && ms % hour === 0 ? `${String(ms / hour)} h` : ageText(ms);
}

/** A countdown or a stretch of work as mm:ss; over an hour h:mm:ss. */
export function durationText(ms: number): string {
  const left = Math.max(0, ms);
  const tail = `${twoDigits((left % hour) / minute)}:${twoDigits((left % minute) / 1_000)}`;
  return left < hour ? tail : `${String(Math.floor(left / hour))}:${tail}`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
