import { describe, expect, test } from 'vitest';
import type { Person, Role } from '../people/person.ts';
import { standIn } from './stand-in.ts';

function person(id: string, role: Role, more: Partial<Person> = {}): Person {
  return {
    id,
    login: id,
    rank: 'Brg',
    name: id,
    alias: id,
    role,
    teamId: 'NUIT-A',
    clearances: [],
    active: true,
    signedInAt: 1,
    pausedAt: null,
    seq: 1,
    ...more,
  };
}

const onDuty = new Set(['one', 'two']);

describe('[LOCK-6] the lead who stands in', () => {
  test('is the most senior signed-in lead on duty', () => {
    const people = [person('one', 'lead'), person('two', 'lead', { rank: 'B-C' })];
    expect(standIn(people, onDuty)?.id).toBe('two');
  });

  test('is nobody while the commissioner or the officer is signed in', () => {
    const people = [person('one', 'lead'), person('morel', 'officer', { teamId: null })];
    expect(standIn(people, onDuty)).toBeNull();
  });

  test('is one even when the officer has an account but is not signed in', () => {
    const people = [person('one', 'lead'), person('morel', 'officer', { signedInAt: null })];
    expect(standIn(people, onDuty)?.id).toBe('one');
  });

  test('is never a lead who is off duty, nor one who is not there', () => {
    expect(standIn([person('three', 'lead')], onDuty)).toBeNull();
    expect(standIn([person('one', 'lead', { signedInAt: null })], onDuty)).toBeNull();
  });
});
