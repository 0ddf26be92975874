import { expect, test } from 'vitest';
import { aimWindowMs, burnDown, countEveryMs, type VerdictCount } from './burn-down.ts';
import { now } from './fixtures/episodes.ts';

const hour = 3_600_000;
const day = 24 * hour;
const p1 = { aim: 0.95, windowMs: aimWindowMs('P1'), nowMs: now };

/** So many verdicts at each hour before now, from `from` hours ago to `to` hours ago. */
function hourly(from: number, to: number, hits: number, misses: number): VerdictCount[] {
  return Array.from({ length: from - to }, (_, n) => ({
    startMs: now - (from - n) * hour + hour / 2,
    ...{ hits, misses },
  }));
}
const quiet = hourly(28 * 24, 1, 1, 0);

test('[MET-1] an aim that is kept says nothing, and how many misses it allows', () => {
  expect(burnDown(quiet, p1)).toMatchObject({ state: 'kept', misses: 0, allowed: 33, rule: null });
});

test('[MET-1] at this pace the aim is lost at an hour that is told', () => {
  const burning = [...quiet, ...at(now - 4 * countEveryMs, 0, 12), ...at(now - countEveryMs, 0, 8)];
  const { state, lostAtMs, rule } = burnDown(burning, p1);
  expect(state).toBe('burning');
  expect(rule).toMatchObject({ longMs: hour, rate: 14.4 });
  // 671 kept to it, 20 did not; 20 an hour more: lost when 5 % of all that came are misses.
  const hours = ((lostAtMs ?? 0) - now) / hour;
  expect(20 + 20 * hours).toBeGreaterThan(0.05 * (671 + 20 + 20 * hours) - 1);
  expect(hours).toBeLessThan(1);
});

test('[MET-1] what is over falls silent: the short window has to burn as well', () => {
  const over = [...quiet, ...at(now - 10 * countEveryMs, 0, 20), ...at(now - countEveryMs, 5, 0)];
  expect(burnDown(over, p1).rule?.longMs).not.toBe(hour);
});

test('[MET-1] two misses in a quiet hour are no pace', () => {
  expect(burnDown([...quiet, ...at(now - countEveryMs, 0, 2)], p1).state).toBe('kept');
  expect(burnDown([...quiet, ...at(now - countEveryMs, 0, 3)], p1).state).toBe('burning');
});

test('[MET-1] an aim below which the window has fallen is lost, and stays so while it is', () => {
  const lost = [...quiet, ...at(now - 2 * day, 0, 40)].sort(byTime);
  expect(burnDown(lost, p1)).toMatchObject({ state: 'lost', misses: 40, allowed: 35 });
});

test('[MET-1] fewer than twenty cases say nothing of an aim', () => {
  expect(burnDown(at(now - countEveryMs, 9, 10), p1).state).toBe('too-few');
  expect(burnDown(at(now - countEveryMs, 10, 10), p1).state).toBe('lost');
});

test('[MET-1] what leaves the window on the way is no longer counted', () => {
  const full = [...at(now - p1.windowMs + hour, 900, 0), ...hourly(6, 0, 4, 1)];
  const lostAtMs = burnDown(full, p1).lostAtMs ?? 0;
  expect(lostAtMs).toBe(now + hour + countEveryMs);
});

function at(startMs: number, hits: number, misses: number): VerdictCount[] {
  return [{ startMs, hits, misses }];
}

function byTime(one: VerdictCount, other: VerdictCount): number {
  return one.startMs - other.startMs;
}
