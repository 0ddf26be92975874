import { expect, test } from 'vitest';
import { byWeeks, lastOf, periodAround, periodOf, shifted } from './period.ts';

const today = '2026-11-25';
const addressed = (text: string) => periodOf(new URLSearchParams(text), today);

test('the roster opens on four weeks from the Monday of last week', () => {
  expect(periodAround(today, 'weeks')).toEqual({ from: '2026-11-16', days: 28, kind: 'weeks' });
  expect(lastOf(periodAround(today, 'weeks'))).toBe('2026-12-13');
});

test('a month is as long as it is', () => {
  expect(periodAround('2028-02-10', 'month')).toEqual({
    from: '2028-02-01',
    days: 29,
    kind: 'month',
  });
});

test.each(['', 'du=', 'du=2026-02-31', 'du=hier', 'du=20261125'])(
  'the address « %s » names no date: the period is the one around today',
  (address) => {
    expect(addressed(address)).toEqual(periodAround(today, 'weeks'));
  },
);

test('the address names where the period begins, across both clock changes', () => {
  expect(addressed('du=2026-10-12')).toEqual({ from: '2026-10-12', days: 28, kind: 'weeks' });
  expect(lastOf(addressed('du=2026-10-12'))).toBe('2026-11-08');
  expect(lastOf(addressed('du=2026-03-16'))).toBe('2026-04-12');
  expect(addressed('du=2026-11-25&vue=mois').from).toBe('2026-11-01');
});

test('steps lead by four weeks or by a month, and by weeks at the edge of the grid', () => {
  const weeks = periodAround(today, 'weeks');
  expect(shifted(weeks, 1).from).toBe('2026-12-14');
  expect(shifted(weeks, -1).from).toBe('2026-10-19');
  expect(byWeeks(weeks, 1).from).toBe('2026-11-23');
  const month = periodAround('2026-12-31', 'month');
  expect(shifted(month, 1)).toEqual({ from: '2027-01-01', days: 31, kind: 'month' });
  expect(byWeeks(month, -1).from).toBe('2026-11-01');
});
