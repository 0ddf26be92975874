import { expect, test } from 'vitest';
import { emptyView, type View } from '../wire/view.ts';
import { applyChanges, changeBetween } from './change.ts';

const arrival = { at: 1 };
const answer = { at: 1, by: 'ana' };

test('[SYNC-8] an entity that stays equal is no news', () => {
  expect(changeBetween('answers', 'r1', answer, { ...answer })).toBeNull();
  expect(changeBetween('answers', 'r1', undefined, undefined)).toBeNull();
});

test('[SYNC-8] equal parts within an entity are not sent again', () => {
  const before = { id: 'a', clearances: ['violence'], lock: { holder: 'ana', until: 1 }, held: 1 };
  const after = { id: 'a', clearances: ['violence'], lock: { holder: 'ana', until: 1 }, held: 2 };
  expect(changeBetween('people', 'a', before, after)).toEqual({
    c: 'people',
    id: 'a',
    set: { held: 2 },
  });
});

test('[SYNC-1] an entity comes whole, changes by its fields, and goes', () => {
  expect(changeBetween('answers', 'r1', undefined, answer)).toEqual({
    c: 'answers',
    id: 'r1',
    put: answer,
  });
  expect(changeBetween('answers', 'r1', answer, { at: 2, by: 'ana' })).toEqual({
    c: 'answers',
    id: 'r1',
    set: { at: 2 },
  });
  expect(changeBetween('answers', 'r1', answer, undefined)).toEqual({
    c: 'answers',
    id: 'r1',
    gone: true,
  });
});

test('[SYNC-4] a veiled entity is put whole, so that no field of the open one stays behind', () => {
  const open = { veiled: false, id: 't1', openedAt: 1, subject: 'Mon mari me frappe' };
  const veil = { veiled: true, id: 't1', openedAt: 1 };
  expect(changeBetween('tickets', 't1', open, veil)).toEqual({ c: 'tickets', id: 't1', put: veil });
  expect(changeBetween('tickets', 't1', veil, open)).toEqual({ c: 'tickets', id: 't1', put: open });
});

test('[SYNC-4] an entity that loses a field is put whole even when it keeps its veil', () => {
  const change = changeBetween('answers', 'r1', answer, arrival);
  expect(change).toEqual({ c: 'answers', id: 'r1', put: arrival });
});

test('[SYNC-9] changes make a new view and leave the old one as it was', () => {
  const before: View = { ...emptyView, arrivals: { m1: arrival }, answers: { r1: answer } };
  const after = applyChanges(before, [
    { c: 'arrivals', id: 'm2', put: { at: 2 } },
    { c: 'arrivals', id: 'm1', gone: true },
  ]);
  expect(after.arrivals).toEqual({ m2: { at: 2 } });
  expect(before.arrivals).toEqual({ m1: arrival });
  expect(after.answers).toBe(before.answers);
});

test('[SYNC-9] no change gives the very same view', () => {
  expect(applyChanges(emptyView, [])).toBe(emptyView);
});
