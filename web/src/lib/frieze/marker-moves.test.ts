import { expect, test } from 'vitest';
import { markerAfter } from './marker-moves.ts';

const reach = { fromMs: 0, toMs: 3_600_000 };
const press = (key: string, shiftKey = false) => markerAfter({ key, shiftKey }, 1_800_000, reach);

test('[TIME-1] arrows move the marker by a second, with Shift by a minute, and never out of the shift', () => {
  expect(press('ArrowLeft')).toBe(1_799_000);
  expect(press('ArrowRight', true)).toBe(1_860_000);
  expect(press('PageUp')).toBe(2_700_000);
  expect([press('Home'), press('End'), press('x')]).toEqual([0, 3_600_000, null]);
  expect(markerAfter({ key: 'ArrowLeft', shiftKey: true }, 30_000, reach)).toBe(0);
});
