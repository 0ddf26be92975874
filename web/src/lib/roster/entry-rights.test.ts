import { may } from '@vigie/shared/access/may';
import type { Role } from '@vigie/shared/people/person';
import { expect, test } from 'vitest';
import { entriesFor, fitting } from './entry-rights.ts';
import { entryKinds } from './entry-draft.ts';
import { cell, duty } from './testing/roster-answer.ts';

const entries = (role: Role, subject: { id: string; teamId: string | null }) => {
  const you = { id: 'me', role, teamId: 'JOUR-A', clearances: [], standsIn: false };
  return entriesFor((act, thing) => may(you, act, thing), 'me', subject);
};

test('[ACCESS-1] an agent asks for swaps of their own, and enters nothing else', () => {
  expect(entries('agent', { id: 'me', teamId: 'JOUR-A' })).toEqual(['swap']);
  expect(entries('agent', { id: 'other', teamId: 'JOUR-A' })).toEqual([]);
});

test('[ACCESS-1] a lead notes facts of the own team, no other', () => {
  expect(entries('lead', { id: 'other', teamId: 'JOUR-A' })).toEqual([
    'absence',
    'late',
    'early-leave',
  ]);
  expect(entries('lead', { id: 'other', teamId: 'JOUR-B' })).toEqual([]);
});

test('[ACCESS-1] a clerk keeps the roster of everybody', () => {
  const kept = entries('clerk', { id: 'other', teamId: 'JOUR-B' });
  expect(kept).toEqual(entryKinds.filter((kind) => kind !== 'swap'));
});

test('[ROST-3] a gap wants a replacement first; nobody is late on a day of rest', () => {
  const absence = {
    overrideId: 'o1',
    kind: 'CM' as const,
    from: '2026-11-24',
    to: '2026-11-24',
    missed: true,
  };
  expect(fitting(entryKinds, cell({ absence }))[0]).toBe('replacement');
  expect(fitting(entryKinds, cell({ duties: [duty()] }))).toContain('late');
  expect(fitting(entryKinds, undefined)).toEqual(['absence', 'recall', 'extra', 'posting']);
});
