import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ServerClock } from './server-clock.svelte.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const clock = () => new ServerClock(() => Date.now());

test('[SYNC-3] the server’s time is told by the heartbeat that came fastest', () => {
  const server = clock();
  for (const delayMs of [400, 20, 900]) server.learn(Date.now() + 60_000 - delayMs);
  expect(server.exact).toBe(Date.now() + 60_000 - 20);
});

test('[SYNC-3] a clock that was set wrong is corrected at once, not at the next second', () => {
  const server = clock();
  server.learn(Date.now() + 3_600_000);
  expect(server.now).toBe(Date.now() + 3_600_000);
});

test('[SYNC-3] heartbeats of long ago are forgotten: the laptop has slept since', () => {
  const server = clock();
  server.learn(Date.now() + 5_000);
  for (let beat = 0; beat < 30; beat += 1) server.learn(Date.now());
  expect(server.exact).toBe(Date.now());
});

test('seconds change on the second, and no more after the clock was stopped', () => {
  const server = clock();
  const stop = server.start();
  vi.setSystemTime(1_000_400);
  vi.advanceTimersByTime(1_000);
  const told = server.now;
  expect(told % 1_000).toBeLessThan(410);
  stop();
  vi.advanceTimersByTime(5_000);
  expect(server.now).toBe(told);
});
