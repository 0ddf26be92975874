import { expect, test } from 'vitest';
import { placeAfter } from './desk-moves.ts';

test('arrows lead to the neighbour in a grid of three columns', () => {
  expect(placeAfter('ArrowRight', 0, 12, 3)).toBe(1);
  expect(placeAfter('ArrowDown', 1, 12, 3)).toBe(4);
  expect(placeAfter('ArrowUp', 4, 12, 3)).toBe(1);
});

test('at the edge an arrow leads nowhere', () => {
  expect(placeAfter('ArrowLeft', 0, 12, 3)).toBeNull();
  expect(placeAfter('ArrowUp', 2, 12, 3)).toBeNull();
  expect(placeAfter('ArrowDown', 11, 12, 3)).toBeNull();
});

test('Home and End lead to the first and last desk, other keys nowhere', () => {
  expect(placeAfter('Home', 7, 12, 3)).toBe(0);
  expect(placeAfter('End', 7, 12, 3)).toBe(11);
  expect(placeAfter('a', 7, 12, 3)).toBeNull();
});
