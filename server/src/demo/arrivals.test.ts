import { categories, categoryKeys } from '@vigie/shared/triage/categories';
import { expect, test } from 'vitest';
import { arrivalsPerHour, mostPerHour } from './arrivals.ts';

const friday = 5;
const sum = (rates: Record<string, number>): number =>
  Object.values(rates).reduce((total, one) => total + one, 0);
const dayOf = (weekday: number): number =>
  Array.from({ length: 24 }, (_, hour) => sum(arrivalsPerHour({ hour, weekday }))).reduce(
    (total, one) => total + one,
  );

test('[RUN-1] an ordinary Friday brings the 300 mails of the domain, and what is grave a little more', () => {
  const graveAtNight = dayOf(friday) - 300;
  expect(graveAtNight).toBeGreaterThan(0);
  expect(graveAtNight).toBeLessThan(8);
});

test('[RUN-1] Monday is the busiest day and Sunday the quietest', () => {
  const days = [1, 2, 3, 4, 5, 6, 7].map(dayOf);
  expect(days).toEqual(days.toSorted((one, other) => other - one));
  expect(days[0]! / days[4]!).toBeCloseTo(1.2, 2);
});

test('[RUN-1] at noon of a weekday each category has its share, and nothing has more', () => {
  const rates = arrivalsPerHour({ hour: 12, weekday: friday });
  for (const key of categoryKeys) {
    expect(rates[key]).toBeCloseTo((15.6 * categories[key].sharePercent) / 100, 10);
  }
});

test.each([
  { hour: 20, weekday: friday, factor: 1.6 },
  { hour: 2, weekday: friday, factor: 1.6 },
  { hour: 3, weekday: friday, factor: 1 },
  { hour: 19, weekday: friday, factor: 1 },
  { hour: 12, weekday: 6, factor: 1.6 },
  { hour: 12, weekday: 7, factor: 1.6 },
])('[RUN-1] at $hour h of weekday $weekday grave mail comes $factor times', (now) => {
  const rates = arrivalsPerHour(now);
  const share = (key: 'urgence' | 'harcel' | 'biens'): number =>
    rates[key] / categories[key].sharePercent;
  expect(share('urgence') / share('biens')).toBeCloseTo(now.factor, 10);
  expect(share('harcel') / share('biens')).toBeCloseTo(now.factor, 10);
});

test('[RUN-1] no hour of the week brings more than the greatest rate', () => {
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    for (let hour = 0; hour < 24; hour += 1) {
      expect(sum(arrivalsPerHour({ hour, weekday }))).toBeLessThan(mostPerHour);
    }
  }
});
