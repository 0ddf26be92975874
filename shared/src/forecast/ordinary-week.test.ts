import { expect, test } from 'vitest';
import { hourOfWeek } from './ordinary-week.ts';

test('[MET-4] the hour of the week is that of the wall clock, in winter and in summer', () => {
  const winter = Date.parse('2026-11-24T23:30:00Z');
  expect(hourOfWeek(winter, 'Europe/Paris')).toEqual({ hour: 0, weekday: 3 });
  const summer = Date.parse('2026-07-05T22:30:00Z');
  expect(hourOfWeek(summer, 'Europe/Paris')).toEqual({ hour: 0, weekday: 1 });
});
