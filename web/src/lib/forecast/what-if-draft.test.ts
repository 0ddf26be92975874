import { expect, test } from 'vitest';
import { beginDraft, whatIfOf } from './what-if-draft.ts';

/** Tuesday 24 November 2026 in Paris. */
const at = (time: string) => Date.parse(`2026-11-24T${time}:00+01:00`);
const relief = at('18:08');
const draft = beginDraft(at('15:42'), relief, '');

test('[MET-4] two more are proposed from the next full hour to the relief', () => {
  expect(whatIfOf(draft, at('15:42'))).toEqual({
    people: { count: 2, fromMs: at('16:00'), untilMs: relief },
    swapId: null,
    surge: null,
  });
});

test('[MET-4] an hour that is over today is meant tomorrow, and an end comes after its start', () => {
  const night = { ...draft, peopleFrom: '22:00', peopleUntil: '06:00' };
  const { people } = whatIfOf(night, at('23:30')) ?? {};
  expect(people?.fromMs).toBe(at('22:00') + 24 * 3_600_000);
  expect(people?.untilMs).toBe(at('06:00') + 48 * 3_600_000);
});

test('[MET-4] the minute that runs is meant as now', () => {
  const now = { ...draft, peopleFrom: '15:42' };
  expect(whatIfOf(now, at('15:42') + 30_000)?.people?.fromMs).toBe(at('15:42'));
});

test('[MET-4] where nothing is chosen nothing is asked', () => {
  expect(whatIfOf({ ...draft, withPeople: false }, at('15:42'))).toBeNull();
  expect(whatIfOf({ ...draft, withPeople: false, withSwap: true }, at('15:42'))).toBeNull();
});
