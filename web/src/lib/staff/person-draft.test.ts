import { commandSchema } from '@vigie/shared/wire/command';
import { expect, test } from 'vitest';
import { draftOf, faultsOf, fieldsOf, type PersonDraft } from './person-draft.ts';

const good: PersonDraft = {
  login: 'a.morel',
  rank: 'Gpx',
  name: 'Morel',
  alias: 'RIO 1234567',
  role: 'agent',
  teamId: 'JOUR-A',
  isCleared: true,
};

test('a form that is right has no fault, and makes a command that the server understands', () => {
  expect(faultsOf(good)).toEqual({});
  const command = commandSchema.parse({ type: 'add-person', ...fieldsOf(good) });
  expect(command).toMatchObject({ teamId: 'JOUR-A', clearances: ['violence'] });
});

test('each fault is told at its own field, in French', () => {
  expect(faultsOf({ ...good, login: 'é', name: ' ', alias: '', rank: 'x'.repeat(13) })).toEqual({
    login: '2 à 40 caractères : a-z, 0-9, point, tiret.',
    name: 'À remplir, en 80 caractères au plus.',
    alias: 'À remplir, en 80 caractères au plus.',
    rank: '12 caractères au plus.',
  });
});

test('a person without a team or a clearance keeps neither', () => {
  expect(fieldsOf({ ...good, teamId: '', isCleared: false })).toMatchObject({
    teamId: null,
    clearances: [],
  });
});

test('the form of a person, unchanged, says what the person is', () => {
  const member = { id: 'p', ...fieldsOf(good), clearances: ['violence' as const], active: true };
  const { id, active, ...fields } = member;
  expect([id, active]).toEqual(['p', true]);
  expect(fieldsOf(draftOf(member))).toEqual(fields);
});
