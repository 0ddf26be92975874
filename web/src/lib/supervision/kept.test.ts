import { expect, test } from 'vitest';
import { kept } from './kept.ts';

const before = [{ id: 'a', at: 1 }, { id: 'b' }];

test('a list that says the same stays the same thing', () => {
  expect(kept(before, [{ id: 'a', at: 1 }, { id: 'b' }])).toBe(before);
});

test('an item that changed, came, went or moved makes it another', () => {
  for (const after of [
    [{ id: 'a', at: 2 }, { id: 'b' }],
    [...before, { id: 'c' }],
    before.slice(1),
    before.toReversed(),
    [{ id: 'a' }, { id: 'b' }],
  ]) {
    expect(kept(before, after)).toBe(after);
  }
});
