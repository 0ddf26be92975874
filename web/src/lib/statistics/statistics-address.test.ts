import { expect, test } from 'vitest';
import {
  addressOf,
  around,
  before,
  queryOf,
  serverQueryOf,
  usualStep,
} from './statistics-address.ts';

const now = Temporal.Instant.from('2026-11-25T09:00:00Z').epochMilliseconds;
const read = (query: string) => addressOf(new URLSearchParams(query), now);

test('[MET-2] without an address it is the last four weeks, by day', () => {
  expect(read('')).toEqual({
    period: { from: '2026-10-29', to: '2026-11-25' },
    ...{ step: 'day', filter: {}, compared: null },
  });
});

test('[MET-2] a view is handed on by its address, with filters and comparison', () => {
  const query =
    '?du=2026-01-01&au=2026-06-30&pas=mois&priorite=P1&categorie=vif&boite=contact&brigade=NUIT-A&vacation=nuit&personne=p1&cdu=2025-01-01&cau=2025-06-30';
  expect(queryOf(read(query))).toBe(query);
  expect(read(query)).toMatchObject({ step: 'month', filter: { kind: 'night', team: 'NUIT-A' } });
  expect(serverQueryOf(read(query), { from: '2025-01-01', to: '2025-06-30' })).toBe(
    'priority=P1&category=vif&mailbox=contact&team=NUIT-A&kind=night&person=p1&from=2025-01-01&to=2025-06-30&step=month',
  );
});

test('[MET-2] what is no filter is left out of an address', () => {
  expect(read('?priorite=P9&vacation=soir&du=2026-02-31&au=2026-03-01&pas=an')).toEqual(read(''));
  expect(read('?du=2026-03-02&au=2026-03-01')).toEqual(read(''));
});

test('a change of staffing is shown by as many days before it as after it', () => {
  expect(around('2026-03-01', 28)).toEqual({
    period: { from: '2026-03-01', to: '2026-03-28' },
    compared: { from: '2026-02-01', to: '2026-02-28' },
  });
  expect(before({ from: '2026-03-01', to: '2026-03-01' })).toEqual({
    from: '2026-02-28',
    to: '2026-02-28',
  });
});

test.each([
  ['2026-11-25', '2026-11-25', 'hour'],
  ['2026-10-29', '2026-11-25', 'day'],
  ['2026-01-01', '2026-11-25', 'week'],
  ['2024-01-01', '2026-11-25', 'month'],
])('from %s to %s is told by %s', (from, to, step) => {
  expect(usualStep({ from, to })).toBe(step);
});
