import { defaultCycle } from '@vigie/shared/roster/cycle';
import type { StaffMember } from '@vigie/shared/wire/session';
import { expect, test } from 'vitest';
import { noTeam, staffShown, type StaffFilter } from './staff-filter.ts';

const member = (name: string, part: Partial<StaffMember> = {}): StaffMember => ({
  id: name,
  login: name.toLowerCase(),
  rank: 'Gpx',
  name,
  alias: `RIO ${name}`,
  role: 'agent',
  teamId: 'JOUR-A',
  clearances: [],
  active: true,
  ...part,
});
const staff = [
  member('Barbier', { role: 'clerk', teamId: null }),
  member('Zola', { teamId: 'NUIT-B' }),
  member('Lefèvre'),
  member('Rousseau', { role: 'lead' }),
  member('Morel', { role: 'officer', teamId: null }),
  member('Ancien', { active: false }),
];
const all: StaffFilter = { words: '', teamId: null, withEnded: false };
const shown = (filter: Partial<StaffFilter>) =>
  staffShown(staff, { ...all, ...filter }, defaultCycle).map(({ name }) => name);

test('command first, then teams with their lead in front, then who has no team', () => {
  expect(shown({})).toEqual(['Morel', 'Rousseau', 'Lefèvre', 'Zola', 'Barbier']);
});

test('a name is found without its accents, by any of its words', () => {
  expect(shown({ words: 'lefevre' })).toEqual(['Lefèvre']);
  expect(shown({ words: ' GPX  zol ' })).toEqual(['Zola']);
  expect(shown({ words: 'gpx personne' })).toEqual([]);
});

test('a team shows its own people only, and « sans brigade » those without one', () => {
  expect(shown({ teamId: 'NUIT-B' })).toEqual(['Zola']);
  expect(shown({ teamId: noTeam })).toEqual(['Morel', 'Barbier']);
});

test('closed accounts are shown when asked for', () => {
  expect(shown({ withEnded: true })).toContain('Ancien');
});
