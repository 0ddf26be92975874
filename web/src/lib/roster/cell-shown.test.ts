import { absenceKinds } from '@vigie/shared/roster/absence';
import { expect, test } from 'vitest';
import { absenceCode, shownCell } from './cell-shown.ts';
import { cell, duty } from './testing/roster-answer.ts';

const absence = (part: object = {}) => ({
  overrideId: 'o1',
  kind: 'CM' as const,
  from: '2026-11-24',
  to: '2026-11-25',
  missed: true,
  ...part,
});

test('[ROST-1] a duty is a letter, and its hours in words', () => {
  expect(shownCell(cell({ duties: [duty()] }))).toEqual({
    code: 'J',
    tone: 'day',
    mark: '',
    words: 'Jour 06:00 – 18:08',
  });
  expect(shownCell(cell())).toBeNull();
});

test.each([
  ['replacement', 'R'],
  ['recall', 'R'],
  ['swap', 'S'],
  ['extra', 'Sup'],
] as const)(
  'a duty by %s is told from the cycle by its letter, not by colour alone',
  (basis, code) => {
    const shown = shownCell(cell({ duties: [duty({ basis })] }));
    expect([shown?.code, shown?.tone]).toEqual([code, 'changed']);
  },
);

test('[ROST-1] late and early are marked, with the hour', () => {
  const arrivesMs = Date.parse('2026-11-24T06:30:00Z');
  const shown = shownCell(cell({ duties: [duty({ arrivesMs })] }));
  expect(shown?.mark).toBe('late');
  expect(shown?.words).toContain('arrivée à 07:30');
  expect(shownCell(cell({ duties: [duty({ leavesMs: arrivesMs })] }))?.mark).toBe('early');
});

test('[ACCESS-1] an absence shows its kind to whoever may know it, and A to others', () => {
  expect(shownCell(cell({ absence: absence() }))).toMatchObject({ code: 'CM', tone: 'absent' });
  const veiled = shownCell(cell({ absence: absence({ kind: null }) }));
  expect(veiled).toMatchObject({ code: 'A', tone: 'absent', words: 'Absence' });
});

test('an absence on a day of rest is shown without alarm', () => {
  expect(shownCell(cell({ absence: absence({ missed: false }) }))?.tone).toBe('resting');
});

test('a swap that waits frames its date, even on a day of rest', () => {
  expect(shownCell(cell({ pending: ['o1'] }))).toMatchObject({ mark: 'pending', code: '' });
  expect(shownCell(cell({ duties: [duty()], pending: ['o1'] }))?.mark).toBe('pending');
});

test('every kind of absence has letters', () => {
  for (const kind of absenceKinds) expect(absenceCode(kind)).toMatch(/^[A-Z]{1,4}$/);
});
