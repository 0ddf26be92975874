import { expect, test } from 'vitest';
import { holidayOn } from './holidays.ts';

test.each([
  ['2024-04-01', '2024-05-09', '2024-05-20'],
  ['2026-04-06', '2026-05-14', '2026-05-25'],
  ['2027-03-29', '2027-05-06', '2027-05-17'],
  // The latest and the earliest Easter within living memory.
  ['2038-04-26', '2038-06-03', '2038-06-14'],
  ['2008-03-24', '2008-05-01', '2008-05-12'],
])(
  '[ROST-2] what Easter moves: Monday %s, Ascension %s, Whit Monday %s',
  (monday, ascension, whit) => {
    expect(holidayOn(monday, 'france')).toBe('easter-monday');
    // In 2008 Ascension fell on Labour Day: one holiday, by its fixed name.
    const name = ascension.endsWith('05-01') ? 'labour-day' : 'ascension';
    expect(holidayOn(ascension, 'france')).toBe(name);
    expect(holidayOn(whit, 'france')).toBe('whit-monday');
  },
);

test.each([
  ['2026-04-03', 'good-friday'],
  ['2027-03-26', 'good-friday'],
  ['2026-12-26', 'saint-stephen'],
])('[ROST-2] %s is a holiday in Alsace-Moselle alone', (date, name) => {
  expect(holidayOn(date, 'alsace-moselle')).toBe(name);
  expect(holidayOn(date, 'france')).toBeNull();
});

test('[ROST-2] a year has eleven holidays in France, thirteen in Alsace-Moselle', () => {
  const dates = Array.from({ length: 365 }, (_, n) =>
    Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString(),
  );
  const count = (region: 'france' | 'alsace-moselle') =>
    dates.filter((date) => holidayOn(date, region)).length;
  expect([count('france'), count('alsace-moselle')]).toEqual([11, 13]);
});
