import { expect, test } from 'vitest';
import { hourMs, minuteMs } from '../roster/calendar.ts';
import { learnArrivals, rateAt } from './arrival-model.ts';
import { cellAt, ordinaryCells } from './hour-counts.ts';
import type { PastForecast } from './known.ts';
import { learnFromError } from './learn-from-error.ts';
import { learn } from './model.ts';
import { caseOf, knownOf, nowMs, steadyCases } from './testing.ts';

const weeksAgo = (weeks: number) => nowMs - weeks * 7 * 24 * hourMs;

test('[MET-4] without a history the week is the domain’s', () => {
  const { week, level, bursts } = learnArrivals(knownOf([], { fromMs: nowMs }));
  week.forEach((rate, cell) => expect(rate).toBeCloseTo(0.75 * (ordinaryCells[cell] ?? 0)));
  expect(level).toBe(1);
  expect(bursts.nowPerHour).toBe(0);
});

test('[MET-4] with a history its own hours are learned, and a thin one is held near the domain’s', () => {
  const at = (weeks: number) =>
    rateAt(
      learnArrivals(knownOf(steadyCases(weeksAgo(weeks), nowMs, 30), { fromMs: weeksAgo(weeks) })),
      nowMs + 13 * hourMs,
    );
  // Three at night: the domain's week knows next to nothing then.
  expect(at(8)).toBeGreaterThan(15);
  expect(at(8)).toBeLessThan(35);
  expect(at(1 / 7)).toBeLessThan(at(8));
});

test('[MET-4] a trend of the last days raises what is expected', () => {
  const before = steadyCases(weeksAgo(8), weeksAgo(1), 10);
  const since = steadyCases(weeksAgo(1), nowMs, 20).map((each) => ({ ...each, id: `s${each.id}` }));
  const known = knownOf([...before, ...since], { fromMs: weeksAgo(8) });
  expect(learnArrivals(known).level).toBeGreaterThan(1.2);
});

test('[MET-4] a burst that is on is found, and one that is over is no habit', () => {
  const past = steadyCases(weeksAgo(8), nowMs, 12);
  const now = Array.from({ length: 40 }, (_, n) => caseOf(`b${String(n)}`, nowMs - n * 30_000));
  const before = now.map((each) => ({ ...each, startedAt: each.startedAt - 7 * 24 * hourMs }));
  const fromMs = weeksAgo(8);
  const on = learnArrivals(knownOf([...past, ...now], { fromMs }));
  expect(on.bursts.nowPerHour).toBeGreaterThan(40);
  const over = learnArrivals(knownOf([...past, ...before], { fromMs }));
  const calm = learnArrivals(knownOf(past, { fromMs }));
  expect(over.bursts.nowPerHour).toBe(0);
  expect(over.bursts.perHour).toBeGreaterThan(calm.bursts.perHour);
  const cell = cellAt(nowMs - hourMs / 2, 'Europe/Paris');
  expect((over.week[cell] ?? 0) / (calm.week[cell] ?? 1)).toBeLessThan(1.35);
});

test('[MET-4] who of the rostered really works is learned from when tickets waited', () => {
  // Six on duty, three at work without a pause, and always somebody waiting.
  const cases = Array.from({ length: 3_000 }, (_, n) => {
    const claimedAt = weeksAgo(4) + Math.floor(n / 3) * 10 * minuteMs;
    return caseOf(`c${String(n)}`, claimedAt - 2 * hourMs, {
      ...{ claimedAt, endedAt: claimedAt + 10 * minuteMs, outcome: 'answered', holder: 'a' },
    });
  });
  const { pace, handling } = learn(knownOf(cases));
  const mean = pace.ofHour.reduce((sum, one) => sum + one, 0) / 24;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.56);
  expect(handling.ofPriority.P2.byHand.medianMs / minuteMs).toBeCloseTo(10, 0);
});

const interval = { low: 4, median: 10, high: 16 };
const now = { atMs: nowMs, reliefMs: nowMs + 3 * hourMs };
const gone = (actual: number, daysAgo: number): PastForecast => {
  const reliefMs = nowMs - daysAgo * 24 * hourMs;
  return { ...interval, madeMs: reliefMs - 3 * hourMs, reliefMs, actual };
};

test('[MET-4] an interval that missed too often is widened, and one that never did is narrowed', () => {
  const wild = Array.from({ length: 60 }, (_, n) => gone(n % 2 ? 30 : 0, 1 + n / 4));
  const tame = Array.from({ length: 60 }, (_, n) => gone(10, 1 + n / 4));
  const width = (past: readonly PastForecast[]) => {
    const { low, high } = learnFromError(interval, past, now);
    return high - low;
  };
  expect(width(wild)).toBeGreaterThan(20);
  expect(width(tame)).toBeLessThan(6);
  expect(width([])).toBe(12);
});

test('[MET-4] a usual error moves the middle', () => {
  const past = Array.from({ length: 60 }, (_, n) => gone(14, 1 + n / 4));
  expect(learnFromError(interval, past, now).median).toBeGreaterThan(12.5);
});

test('[MET-4] a relief that is not over teaches nothing', () => {
  const past = Array.from({ length: 60 }, () => ({ ...gone(90, 0), reliefMs: nowMs + 1 }));
  expect(learnFromError(interval, past, now)).toEqual(interval);
});
