import { describe, expect, test } from 'vitest';
import { actor } from '../ticket/testing.ts';
import { decidePerson } from './decide.ts';
import { evolvePerson } from './evolve.ts';
import type { Person, PersonFields } from './person.ts';

const fields: PersonFields = {
  login: 'petit',
  rank: 'Gpx',
  name: 'Petit',
  alias: 'Agent 1042',
  role: 'agent',
  teamId: 'JOUR-A',
  clearances: [],
};
const person: Person = evolvePerson(null, {
  seq: 1,
  at: 0,
  by: 'system',
  streamId: 'petit',
  event: { type: 'person-added', ...fields },
});
const commissioner = actor('cre', 'commissioner');
const refused = (refusal: string) => ({ ok: false, refusal });

describe('[ACCESS-1] the staff', () => {
  test('two people never share a login', () => {
    expect(
      decidePerson(null, { type: 'add-person', fields, loginTaken: true }, commissioner),
    ).toEqual(refused('login-taken'));
  });

  test('the last commissioner is neither ended nor demoted', () => {
    const last: Person = { ...person, role: 'commissioner' };
    const demote = {
      type: 'change-person',
      fields,
      loginTaken: false,
      activeCommissioners: 1,
      held: 0,
    } as const;
    expect(decidePerson(last, demote, commissioner)).toEqual(refused('last-commissioner'));
    const end = { type: 'end-person', activeCommissioners: 1, held: 0 } as const;
    expect(decidePerson(last, end, commissioner)).toEqual(refused('last-commissioner'));
    expect(decidePerson(last, { ...demote, activeCommissioners: 2 }, commissioner).ok).toBe(true);
  });

  test('nobody who holds tickets loses the clearance to see them', () => {
    const cleared: Person = { ...person, clearances: ['violence'] };
    const change = { type: 'change-person', loginTaken: false, activeCommissioners: 1 } as const;
    const judged = (clearances: PersonFields['clearances'], held: number) =>
      decidePerson(cleared, { ...change, fields: { ...fields, clearances }, held }, commissioner);
    expect(judged([], 1)).toEqual(refused('holds-tickets'));
    expect(judged([], 0).ok).toBe(true);
    expect(judged(['violence'], 1).ok).toBe(true);
  });

  test('nobody who holds tickets is ended', () => {
    const end = { type: 'end-person', activeCommissioners: 1, held: 2 } as const;
    expect(decidePerson(person, end, commissioner)).toEqual(refused('holds-tickets'));
  });

  test('an ended person is unknown to every command', () => {
    const ended = { ...person, active: false };
    expect(decidePerson(ended, { type: 'reset-password' }, commissioner)).toEqual(
      refused('unknown-person'),
    );
  });

  test('a pause is begun once and ended once', () => {
    const self = actor('petit');
    expect(decidePerson(person, { type: 'end-pause' }, self)).toEqual(refused('unchanged'));
    expect(decidePerson({ ...person, pausedAt: 5 }, { type: 'begin-pause' }, self)).toEqual(
      refused('unchanged'),
    );
  });
});
