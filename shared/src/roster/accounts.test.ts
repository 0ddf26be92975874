import { expect, test } from 'vitest';
import { accountOf } from './accounts.ts';
import { at, bookOf, hm } from './testing.ts';

const date = '2026-11-24';
const shiftId = `JOUR-A:${date}`;
const of = (book: ReturnType<typeof bookOf>, id = 'JOUR-A-1') => accountOf(book, id, date, date);
const absent = (absence: 'CA' | 'training' | 'unexplained') =>
  ({ kind: 'absence', personId: 'JOUR-A-1', absence, from: date, to: date }) as const;

test('[ROST-2] a shift as planned is due and worked: the balance is even', () => {
  expect(of(bookOf())).toMatchObject({ dueMs: hm(12, 8), workedMs: hm(12, 8), balanceMs: 0 });
});

test.each([
  ['CA', 0, hm(12, 8), 0],
  ['training', hm(12, 8), 0, 0],
  ['unexplained', 0, 0, -hm(12, 8)],
] as const)('[ROST-2] %s counts as it should', (kind, workedMs, creditedMs, balanceMs) => {
  const expected = { dueMs: hm(12, 8), workedMs, creditedMs, balanceMs };
  expect(of(bookOf([absent(kind)]))).toMatchObject(expected);
});

test('[ROST-2] a late arrival costs what was missed', () => {
  const arrivesMs = at(`${date}T07:30`);
  const late = { kind: 'late', personId: 'JOUR-A-1', shiftId, arrivesMs } as const;
  expect(of(bookOf([late])).balanceMs).toBe(-hm(1, 30));
});

test('[ROST-2] a recall is overtime in full, and none of it is due', () => {
  const recall = { kind: 'recall', personId: 'JOUR-B-1', shiftId } as const;
  const expected = { dueMs: 0, overtimeMs: hm(12, 8), balanceMs: hm(12, 8), nightMs: 0 };
  expect(of(bookOf([recall]), 'JOUR-B-1')).toMatchObject(expected);
});

test('[ROST-2] a night counts seven hours of night, eight when the clocks go back', () => {
  const night = (on: string) =>
    ['NUIT-A-1', 'NUIT-B-1'].map((id) => accountOf(bookOf(), id, on, on).nightMs);
  expect(Math.max(...night('2026-11-24'))).toBe(hm(7));
  expect(Math.max(...night('2026-10-24'))).toBe(hm(8));
  expect(Math.max(...night('2027-03-27'))).toBe(hm(6));
});
