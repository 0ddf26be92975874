import { defaultCycle } from '@vigie/shared/roster/cycle';
import { expect, test } from 'vitest';
import { changesRoster } from './roster-news.ts';
import { hoursText, shiftIdText } from './roster-texts.ts';

test('hours are counted as the rules count them, and may be owed', () => {
  expect(hoursText(11 * 3_600_000 + 52 * 60_000)).toBe('11 h 52');
  expect(hoursText(0)).toBe('0 h 00');
  expect(hoursText(-(3 * 3_600_000 + 5 * 60_000))).toBe('−3 h 05');
});

test('a shift is named by its kind and date', () => {
  expect(shiftIdText('NUIT-B:2026-11-24', defaultCycle)).toBe('Nuit du 24 nov.');
  expect(shiftIdText('JOUR-A:2026-11-24', defaultCycle)).toBe('Jour du 24 nov.');
});

test('the roster is read again after its own news, and after a snapshot', () => {
  expect(changesRoster([{ seq: 1, type: 'absence-entered' }])).toBe(true);
  expect(changesRoster([{ seq: 1, type: 'ticket-claimed' }, { seq: 2 }])).toBe(false);
  expect(changesRoster([])).toBe(true);
});
