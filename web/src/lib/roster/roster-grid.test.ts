import { expect, test } from 'vitest';
import { rosterGrid } from './roster-grid.ts';
import { rosterAnswer } from './testing/roster-answer.ts';

const answer = rosterAnswer();

test('[ROST-1] dates stand across and teams down, each person in one row', () => {
  const grid = rosterGrid(answer);
  expect(grid.columns).toHaveLength(28);
  expect(grid.groups.map(({ teamId, rows }) => [teamId, rows.length])).toEqual([
    ['JOUR-A', 12],
    ['JOUR-B', 12],
    ['NUIT-A', 6],
    ['NUIT-B', 6],
  ]);
  expect(grid.rows.map(({ index }) => index)).toEqual([...Array(36).keys()]);
  expect(grid.rows.every(({ cells }) => cells.length === 28)).toBe(true);
  // Monday 16 November 2026 is day 7 of the cycle: team A rests until Wednesday.
  expect(grid.groups[0]?.rows[0]?.cells.map((cell) => cell?.code ?? '.').join('')).toBe(
    '..JJ...JJ..JJJ..JJ...JJ..JJJ',
  );
});

test('today, weekends, public holidays and the first of a week are told apart', () => {
  const dates = answer.dates.map(({ date }) => ({
    date,
    holiday: date === '2026-11-18' ? ('armistice' as const) : null,
  }));
  const { columns } = rosterGrid({ ...answer, dates });
  expect(columns.filter(({ isToday }) => isToday).map(({ date }) => date)).toEqual(['2026-11-23']);
  expect(columns.filter(({ isWeekend }) => isWeekend)).toHaveLength(8);
  expect(columns[2]?.holiday).toBe('Armistice 1918');
  const begins = columns.filter((column) => column.begins).map(({ date }) => date);
  expect(begins).toEqual(['2026-11-23', '2026-11-30', '2026-12-01', '2026-12-07']);
});

test('[ROST-3] cover is whole, short, weak, or a hole below the minimum', () => {
  const present: Record<string, number> = {
    '2026-11-16': 12,
    '2026-11-17': 11,
    '2026-11-18': 8,
    '2026-11-19': 7,
  };
  const cover = answer.cover.map((shift) => ({
    ...shift,
    present: shift.kind === 'day' ? (present[shift.date] ?? 12) : shift.present,
  }));
  const [day, night] = rosterGrid({ ...answer, cover }).covers;
  expect(day?.cells.slice(0, 4).map((cell) => cell?.level)).toEqual([
    'whole',
    'short',
    'weak',
    'hole',
  ]);
  expect([day?.size, night?.size]).toEqual([12, 6]);
});

test('[ROST-3] where two teams of a kind work on a date, the one that lacks more is shown', () => {
  const [first] = answer.cover;
  if (!first) throw new Error('the fixture has no cover');
  const other = { ...first, shiftId: 'RENFORT:2026-11-18', present: 3, size: 8, minimum: 4 };
  for (const cover of [
    [first, other],
    [other, first],
  ]) {
    expect(rosterGrid({ ...answer, cover }).covers[0]?.cells[2]?.level).toBe('hole');
  }
});
