import { expect, test } from 'vitest';
import { categories, categoryKeys } from '../triage/categories.ts';
import { answerSheetChanges, answerSheets } from './answer-sheets.ts';
import { faultOfValue } from './faults.ts';
import type { SettingsEvent } from './state.ts';

test('[LOG-1] answer sheets are those of the domain until somebody changes one', () => {
  const sheets = answerSheets({ 'sheet-cb': 'Perceval\n\n  0 805 805 817 ', 'sheet-bruit': '' });
  expect(sheets.cb.lines).toEqual(['Perceval', '0 805 805 817']);
  expect(sheets.bruit.lines).toEqual([]);
  for (const key of categoryKeys.filter((one) => one !== 'cb' && one !== 'bruit')) {
    const { orientation: lines, reviewBy } = categories[key];
    expect(sheets[key]).toEqual({ lines, reviewBy });
  }
});

test.each([
  ['2027-05-24', true],
  ['2027-02-30', false],
  ['24/05/2027', false],
  ['', false],
  [7, false],
])('a day of review such as %s is a day: %s', (value, fits) => {
  expect(faultOfValue('review-cb', value) === null).toBe(fits);
});

test('[HAND-1] of each sheet the last change is told, its words before its date', () => {
  const event = (
    setting: SettingsEvent['setting'],
    before: string,
    after: string | null,
    at: number,
  ) => ({
    ...{ seq: at, at, by: 'dina', streamId: 'settings' },
    event: { type: 'setting-changed', setting, before, after } as const,
  });
  const changes = answerSheetChanges([
    event('sheet-cb', 'a', 'b', 1),
    event('review-cb', '2027-01-01', '2027-02-01', 2),
    event('review-bruit', '2027-01-01', '2027-02-01', 3),
    event('sheet-otv', 'a', ' ', 4),
    event('sheet-autre', '', 'a', 5),
    event('sheet-procu', 'a', 'b', 6),
    event('sheet-procu', 'b', null, 7),
    event('signature', 'a', 'b', 8),
  ]);
  expect(changes.map(({ category, what, at }) => [category, what, at])).toEqual([
    ['cb', 'changed', 1],
    ['bruit', 'reviewed', 3],
    ['otv', 'withdrawn', 4],
    ['autre', 'added', 5],
    ['procu', 'changed', 7],
  ]);
});
