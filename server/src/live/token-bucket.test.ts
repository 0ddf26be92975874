import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('a bucket lets a burst through, then so many a second, and never saves up more than a burst', () => {
  const bucket = new TokenBucket({ perSecond: 2, burst: 3 }, 0);
  const takes = (at: number, times: number) =>
    Array.from({ length: times }, () => bucket.takes(at)).filter(Boolean).length;
  expect(takes(0, 5)).toBe(3);
  expect(takes(499, 5)).toBe(0);
  expect(takes(1_000, 5)).toBe(2);
  expect(takes(60_000, 5)).toBe(3);
});

test('a clock that is set back gives nothing away', () => {
  const bucket = new TokenBucket({ perSecond: 1, burst: 1 }, 10_000);
  expect(bucket.takes(10_000)).toBe(true);
  expect(bucket.takes(0)).toBe(false);
  expect(bucket.takes(1_000)).toBe(true);
});
