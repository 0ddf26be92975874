import { expect, test } from 'vitest';
import { moveBy, type Place } from './grid-moves.ts';

const size = { rows: 40, columns: 28 };
const from: Place = { row: 10, column: 10 };
const press = (key: string, at = from, ctrl = false) => moveBy({ key, ctrl }, at, size);
const to = (row: number, column: number) => ({ kind: 'to', place: { row, column } });

test.each([
  ['ArrowUp', 9, 10],
  ['ArrowDown', 11, 10],
  ['ArrowLeft', 10, 9],
  ['ArrowRight', 10, 11],
  ['Home', 10, 0],
  ['End', 10, 27],
  ['PageUp', 10, 3],
  ['PageDown', 10, 17],
])('%s leads to row %i, column %i', (key, row, column) => {
  expect(press(key)).toEqual(to(row, column));
});

test('the edges hold, and Ctrl with Home and End leads to the corners', () => {
  const corner = { row: 0, column: 0 };
  expect(press('ArrowUp', corner)).toEqual(to(0, 0));
  expect(press('ArrowLeft', corner)).toEqual(to(0, 0));
  expect(press('Home', from, true)).toEqual(to(0, 0));
  expect(press('End', from, true)).toEqual(to(39, 27));
});

test('a week before the first or after the last asks for other weeks, the hand staying where it is', () => {
  const monday = { row: 4, column: 2 };
  expect(press('PageUp', monday)).toEqual({ kind: 'weeks', weeks: -1, place: monday });
  const late = { row: 4, column: 22 };
  expect(press('PageDown', late)).toEqual({ kind: 'weeks', weeks: 1, place: late });
  expect(press('PageUp', { row: 4, column: 7 })).toEqual(to(4, 0));
  expect(press('PageDown', { row: 4, column: 20 })).toEqual(to(4, 27));
});

test('a letter means nothing here', () => {
  expect(press('x')).toBeNull();
});
