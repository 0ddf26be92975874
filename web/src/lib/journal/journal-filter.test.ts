import { expect, test } from 'vitest';
import { addressOf, isFiltered, queryOf, serverQueryOf } from './journal-filter.ts';

const read = (query: string) => addressOf(new URLSearchParams(query));

test('[LOG-1] a view stands in its address, and is found again from it', () => {
  const query = '?personne=ana&dossier=26-11-4&genre=lock&du=2026-11-25T06%3A00&seq=12';
  expect(queryOf(read(query))).toBe(query);
  expect(queryOf(read(''))).toBe('');
  expect([isFiltered(read(query)), isFiltered(read('?seq=4'))]).toEqual([true, false]);
});

test('a period is meant by the clock of Paris, summer and winter', () => {
  const asked = serverQueryOf(read('du=2026-07-01T00:00&au=2026-11-25T06:00'));
  expect(Number(asked.get('from'))).toBe(Date.UTC(2026, 5, 30, 22));
  expect(Number(asked.get('to'))).toBe(Date.UTC(2026, 10, 25, 5));
});

test('what is no filter in an address is left out', () => {
  expect(queryOf(read('genre=lune&du=hier&seq=-4&autre=1'))).toBe('');
});
