import type { LiveFigures } from '@vigie/shared/metrics/live-figures';
import type { WithinTarget } from '@vigie/shared/metrics/within-target';
import { expect, test } from 'vitest';
import { shownFigures } from './shown-figures.ts';

const minute = 60_000;
const inTime = (hits: number, misses: number): WithinTarget => ({
  hits,
  misses,
  undecided: 0,
  closedUnanswered: 0,
  share: hits + misses ? hits / (hits + misses) : null,
});
const none: LiveFigures = {
  toTake: { tickets: 0, p0: 0 },
  oldest: null,
  median: { tooFew: 3 },
  ninetieth: { notReached: true },
  ninetiethTargetMinutes: null,
  withinTarget: inTime(0, 0),
  lastHour: { received: 0, answered: 0 },
};
const waiting = {
  id: 'a:1',
  ticketId: 'a',
  priority: 'P2',
  startedAt: 0,
  dueAt: 240 * minute,
  endedAt: null,
  outcome: 'waiting',
  by: null,
  excluded: null,
} as const;

function shown(
  key: string,
  figures: Partial<LiveFigures>,
  shares = { p1: inTime(0, 0), p2p3: inTime(0, 0) },
  aims = { P0: 99, P1: 95, P2: 90, P3: 90 },
) {
  const shownOnes = shownFigures({ ...none, ...figures }, shares, aims);
  const figure = shownOnes.find((each) => each.key === key);
  return figure?.parts.map(({ value, beside, tone }) => [value, beside, tone]);
}

test('what waits to be taken says how many are P0, and is urgent then', () => {
  expect(shown('to-take', { toTake: { tickets: 23, p0: 2 } })).toEqual([
    ['23', 'dont 2 P0', 'urgent'],
  ]);
  expect(shown('to-take', { toTake: { tickets: 23, p0: 0 } })).toEqual([['23', '', 'plain']]);
});

test('the oldest stands beside its target, and is short of it only past it', () => {
  const oldest = (waitedMs: number) => shown('oldest', { oldest: { episode: waiting, waitedMs } });
  expect(oldest(240 * minute)).toEqual([['4 h 00', 'P2, objectif 4 h', 'plain']]);
  expect(oldest(240 * minute + 1)).toEqual([['4 h 00', 'P2, objectif 4 h', 'short']]);
  expect(shown('oldest', {})).toEqual([['aucun', '', 'few']]);
});

test('[MET-1] no quantile is shown from too few cases, nor one that is not known yet', () => {
  expect(shown('median', {})).toEqual([['trop peu de cas (3)', '', 'few']]);
  expect(shown('ninetieth', {})).toEqual([['non atteint', '', 'few']]);
});

test('a quantile carries its target, and is short of it when beyond', () => {
  const ninetieth = (minutes: number) =>
    shown('ninetieth', { ninetieth: { minutes }, ninetiethTargetMinutes: 60 });
  expect(ninetieth(52)).toEqual([['52 min', 'objectif 1 h', 'plain']]);
  expect(ninetieth(61)).toEqual([['1 h 01', 'objectif 1 h', 'short']]);
  expect(shown('median', { median: { minutes: 0.4 } })).toEqual([['< 1 min', 'médiane', 'plain']]);
});

test('[MET-1] a share of fewer than twenty cases is shown as the counts themselves', () => {
  const shares = { p1: inTime(18, 1), p2p3: inTime(18, 2) };
  expect(shown('in-time', {}, shares)).toEqual([
    ['18 sur 19', 'P1, visé 95 % · n 19', 'plain'],
    ['90 %', 'P2-P3, visé 90 % · n 20', 'plain'],
  ]);
});

test('a share is rounded down: no aim is reached by rounding', () => {
  const shares = { p1: inTime(0, 0), p2p3: inTime(179, 20) };
  expect(shown('in-time', {}, shares)?.[1]).toEqual(['89 %', 'P2-P3, visé 90 % · n 199', 'short']);
});

test('[MET-1] a share is held to the aim that is set, and two priorities to the stricter', () => {
  const shares = { p1: inTime(18, 2), p2p3: inTime(18, 2) };
  const set = (aims: { P0: number; P1: number; P2: number; P3: number }) =>
    shown('in-time', {}, shares, aims);
  expect(set({ P0: 99, P1: 90, P2: 90, P3: 80 })).toEqual([
    ['90 %', 'P1, visé 90 % · n 20', 'plain'],
    ['90 %', 'P2-P3, visé 90 % · n 20', 'plain'],
  ]);
  expect(set({ P0: 99, P1: 91, P2: 80, P3: 92 })?.map(([, , tone]) => tone)).toEqual([
    'short',
    'short',
  ]);
});
