import { expect, test } from 'vitest';
import { givenUpAt, nextAttempt } from './retry.ts';

const minute = 60_000;

test('[MAIL-8] a deferred answer is tried again ever more rarely', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 40].map(
    (attempts) => (nextAttempt(attempts, 0, 0) ?? 0) / minute,
  );
  expect(waits).toEqual([1, 2, 5, 10, 15, 30, 60, 60]);
});

test('[MAIL-8] after a day of attempts it has failed', () => {
  const end = givenUpAt(0);
  expect(end).toBe(24 * 60 * minute);
  expect(nextAttempt(30, 0, end - 60 * minute)).toBe(end);
  expect(nextAttempt(30, 0, end - 59 * minute)).toBeNull();
});
