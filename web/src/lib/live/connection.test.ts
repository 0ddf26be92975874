import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectionOf, isStale } from './connection.ts';

const facts = { connected: true, started: true, missing: false, wholeAt: 10_000, now: 11_000 };

test('[SYNC-3] two seconds behind is live, a moment more is not', () => {
  expect(isStale({ ...facts, now: 12_000 })).toBe(false);
  expect(isStale({ ...facts, now: 12_001 })).toBe(true);
  expect(connectionOf({ ...facts, now: 12_001 })).toBe('catching-up');
});

test('[SYNC-3] a screen that knows that something is missing does not call itself live', () => {
  expect(connectionOf({ ...facts, missing: true })).toBe('catching-up');
});

test('[SYNC-3] without a line a screen is offline, before its first view it connects', () => {
  expect(connectionOf({ ...facts, connected: false })).toBe('offline');
  expect(connectionOf({ ...facts, connected: false, started: false })).toBe('connecting');
});

test('[SYNC-3] whatever happens, a screen over two seconds behind never says live', () => {
  const any = fc.record({
    connected: fc.boolean(),
    started: fc.boolean(),
    missing: fc.boolean(),
    wholeAt: fc.nat(100_000),
    now: fc.nat(200_000),
  });
  fc.assert(fc.property(any, (some) => !(isStale(some) && connectionOf(some) === 'live')));
});
