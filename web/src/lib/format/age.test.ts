import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageText, allowedText, durationText } from './age.ts';

const minute = 60_000;
const hour = 60 * minute;

test.each([
  [0, '0 min'],
  [59_999, '0 min'],
  [4 * minute, '4 min'],
  [hour - 1, '59 min'],
  [hour, '1 h 00'],
  [hour + 2 * minute, '1 h 02'],
  [24 * hour - 1, '23 h 59'],
  [27 * hour, '1 j 3 h'],
  [-5_000, '0 min'],
])('an age of %i ms reads %s', (ms, text) => {
  expect(ageText(ms)).toBe(text);
});

test.each([
  [0, '00:00'],
  [372_000, '06:12'],
  [hour - 1, '59:59'],
  [hour + 62_000, '1:01:02'],
  [-1, '00:00'],
])('a duration of %i ms reads %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test.each([
  [15 * minute, '15 min'],
  [hour, '1 h'],
  [24 * hour, '24 h'],
  [90 * minute, '1 h 30'],
])('a time allowed of %i ms reads %s', (ms, text) => {
  expect(allowedText(ms)).toBe(text);
});

test('a duration never reads a sixtieth second or minute', () => {
  const anyDuration = fc.integer({ min: 0, max: 30 * hour });
  fc.assert(fc.property(anyDuration, (ms) => !/:6\d/.test(durationText(ms))));
});
