import { expect, test } from 'vitest';
import { addressOf, fieldOf, instantOf, instantsOf } from './instant.ts';

const summer = Date.UTC(2026, 9, 25, 0, 30);
const winter = Date.UTC(2026, 9, 25, 1, 30);

test('[TIME-1] an address names the instant, also in the hour that comes twice', () => {
  expect(addressOf(summer)).toBe('2026-10-25T02:30:00+02:00');
  expect(addressOf(winter)).toBe('2026-10-25T02:30:00+01:00');
  for (const ms of [summer, winter]) expect(instantOf(addressOf(ms + 999))).toBe(ms);
  expect(instantOf('hier')).toBeNull();
});

test('[TIME-1] a field of date and time means one instant, two in autumn, none in the hour that spring leaves out', () => {
  expect(fieldOf(winter)).toBe('2026-10-25T02:30:00');
  expect(instantsOf('2026-10-25T02:30:00')).toEqual([summer, winter]);
  expect(instantsOf('2026-03-29T02:30:00')).toEqual([]);
  expect(instantsOf('2026-11-24T15:42:08')).toEqual([Date.UTC(2026, 10, 24, 14, 42, 8)]);
  expect(instantsOf('')).toEqual([]);
});
