import { dayOf } from './calendar.ts';
import type { HolidayRegion } from './plan.ts';

/** Names of the public holidays (code du travail, L3133-1 and L3134-13 for Alsace-Moselle). */
export const holidayNames = [
  'new-year',
  'good-friday',
  'easter-monday',
  'labour-day',
  'victory-day',
  'ascension',
  'whit-monday',
  'national-day',
  'assumption',
  'all-saints',
  'armistice',
  'christmas',
  'saint-stephen',
] as const;
export type Holiday = (typeof holidayNames)[number];

const fixed: Readonly<Record<string, Holiday>> = {
  '01-01': 'new-year',
  '05-01': 'labour-day',
  '05-08': 'victory-day',
  '07-14': 'national-day',
  '08-15': 'assumption',
  '11-01': 'all-saints',
  '11-11': 'armistice',
  '12-25': 'christmas',
};
/** By days from Easter Sunday. */
const movable: Readonly<Record<number, Holiday>> = {
  1: 'easter-monday',
  39: 'ascension',
  50: 'whit-monday',
};

/** The public holiday of a date (ISO) in France, with the two more of Alsace and Moselle; null on other days. */
export function holidayOn(date: string, region: HolidayRegion): Holiday | null {
  const afterEaster = dayOf(date) - easterSunday(Number(date.slice(0, 4)));
  const monthDay = date.slice(5);
  const everywhere = fixed[monthDay] ?? movable[afterEaster] ?? null;
  if (everywhere || region === 'france') return everywhere;
  if (monthDay === '12-26') return 'saint-stephen';
  return afterEaster === -2 ? 'good-friday' : null;
}

/** Easter Sunday of a year, as days since 1970 (the Gregorian computus of Meeus, Jones and Butcher). */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCorrection = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCorrection - moonCorrection + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const monthAndDay = epact + weekday - 7 * shift + 114;
  const month = Math.floor(monthAndDay / 31);
  const day = (monthAndDay % 31) + 1;
  return dayOf(`${String(year)}-${two(month)}-${two(day)}`);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
