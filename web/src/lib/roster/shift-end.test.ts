import type { DutyMark, View } from '@vigie/shared/wire/view';
import { expect, test } from 'vitest';
import { person } from '#lib/plateau/testing.ts';
import { shiftEnd } from './shift-end.ts';
import { duty } from './testing/roster-answer.ts';

const minute = 60_000;
const mark = (part: Partial<DutyMark> = {}): DutyMark => ({ ...duty(), absent: false, ...part });
const { endMs } = mark();
const view = (held: number, ...marks: DutyMark[]): Pick<View, 'duty' | 'people'> => ({
  people: { petit: person('petit', { held }) },
  duty: Object.fromEntries(marks.map((each) => [each.id, each])),
});

test('[ROST-4] a holder is warned from 15 minutes before the end of the shift, not before', () => {
  const facts = view(2, mark());
  expect(shiftEnd(facts, 'petit', endMs - 15 * minute - 1)).toBeNull();
  expect(shiftEnd(facts, 'petit', endMs - 15 * minute)).toEqual({
    shiftId: 'JOUR-A:2026-11-24',
    endMs,
    held: 2,
  });
});

test('[ROST-4] whoever holds nothing is not warned', () => {
  expect(shiftEnd(view(0, mark()), 'petit', endMs - minute)).toBeNull();
});

test('[ROST-4] an early leave ends the shift earlier', () => {
  const leavesMs = endMs - 60 * minute;
  expect(shiftEnd(view(1, mark({ leavesMs })), 'petit', leavesMs - minute)?.endMs).toBe(leavesMs);
});

test('[ROST-4] whoever goes on in the next shift is warned at its end', () => {
  const next = mark({ id: 'next', shiftId: 'NUIT-A:2026-11-24', endMs: endMs + 600 * minute });
  expect(shiftEnd(view(1, mark(), next), 'petit', endMs - minute)).toBeNull();
});
