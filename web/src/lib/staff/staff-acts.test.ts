import type { Actor } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import type { Role } from '@vigie/shared/people/person';
import type { StaffMember } from '@vigie/shared/wire/session';
import { expect, test } from 'vitest';
import { staffActs } from './staff-acts.ts';

const member = (role: Role, part: Partial<StaffMember> = {}): StaffMember => ({
  id: 'other',
  login: 'x',
  rank: '',
  name: 'X',
  alias: 'X',
  role,
  teamId: null,
  clearances: [],
  active: true,
  ...part,
});

function actsOf(role: Role, on: StaffMember, standsIn = false) {
  const actor: Actor = { id: 'me', role, teamId: 'NUIT-A', clearances: [], standsIn };
  return staffActs((act, thing) => may(actor, act, thing), on);
}

test('[ACCESS-1] the commissioner may do all to others, and not end or reset themselves', () => {
  expect(actsOf('commissioner', member('officer'))).toEqual(['change', 'reset', 'end']);
  expect(actsOf('commissioner', member('commissioner', { id: 'me' }))).toEqual(['change']);
});

test('[ACCESS-1] the officer resets those below; the lead who stands in resets agents', () => {
  expect(actsOf('officer', member('lead'))).toEqual(['reset']);
  expect(actsOf('officer', member('commissioner'))).toEqual([]);
  expect(actsOf('lead', member('agent'))).toEqual([]);
  expect(actsOf('lead', member('agent'), true)).toEqual(['reset']);
  expect(actsOf('lead', member('clerk'), true)).toEqual([]);
});

test('nothing more is done to a closed account', () => {
  expect(actsOf('commissioner', member('agent', { active: false }))).toEqual([]);
});
