import { expect, test } from 'vitest';
import { myLines } from './my-shifts.ts';
import { cell, duty, rosterAnswer } from './testing/roster-answer.ts';

test('my roster lists what is not over, and an absence of many days once', () => {
  const [row] = rosterAnswer().rows;
  if (!row) throw new Error('the fixture has no row');
  const absence = (date: string) => ({
    overrideId: 'o1',
    kind: 'CA' as const,
    from: '2026-11-25',
    to: '2026-11-26',
    missed: date === '2026-11-25',
  });
  const cells = [
    cell({ date: '2026-11-23', duties: [duty({ id: 'over', endMs: 1 })] }),
    cell({ date: '2026-11-24', duties: [duty()], pending: ['s1'] }),
    cell({ date: '2026-11-25', absence: absence('2026-11-25') }),
    cell({ date: '2026-11-26', absence: absence('2026-11-26') }),
  ];
  const lines = myLines({ ...row, cells }, Date.parse('2026-11-24T12:00:00Z'));
  expect(lines.map(({ kind, id }) => [kind, id])).toEqual([
    ['duty', 'JOUR-A:2026-11-24/petit'],
    ['absence', 'o1'],
  ]);
  expect(lines[0]).toMatchObject({ pending: true });
});
