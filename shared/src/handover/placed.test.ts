import { describe, expect, test } from 'vitest';
import { defaultCycle } from '../roster/cycle.ts';
import { bookOf, unit } from '../roster/testing.ts';
import { leadOf, rosteredFor, signatoriesOf } from './duty.ts';
import { placedFor } from './placed.ts';
import { nextRelief } from './relief.ts';
import { member } from './testing.ts';

const { outgoing, incoming } = nextRelief(defaultCycle, Date.UTC(2026, 10, 24, 13));
const people = unit().map(({ id, role, teamId, clearances }) =>
  member(id, teamId ?? '', { role, teamId, clearances }),
);
const shifts = [outgoing, incoming];
const date = incoming.date;

const absence = (personId: string) =>
  ({ kind: 'absence', personId, from: date, to: date, absence: 'CM' }) as const;

function rostered(departures: Parameters<typeof bookOf>[0]): string[] {
  const placed = placedFor(bookOf(departures), shifts, people);
  return rosteredFor(incoming, placed).map(({ id }) => id);
}

describe('[ROST-1] who is of the shift that takes over', () => {
  test('is the team of the cycle, and nobody else', () => {
    expect(rostered([])).toEqual(
      people.filter(({ teamId }) => teamId === incoming.teamId).map(({ id }) => id),
    );
  });

  test('is not who is absent, and is who replaces them', () => {
    const gone = `${incoming.teamId}-1`;
    const replacing = 'JOUR-B-3';
    const replacement = {
      kind: 'replacement',
      personId: replacing,
      shiftId: incoming.id,
      replaces: gone,
    } as const;
    const ids = rostered([absence(gone), replacement]);
    expect(ids).not.toContain(gone);
    expect(ids).toContain(replacing);
  });

  test('[HAND-4] an absent lead is named by who signs in their place', () => {
    const lead = `${incoming.teamId}-0`;
    const placed = placedFor(bookOf([absence(lead)]), shifts, people).map((person) =>
      person.id === lead ? { ...person, signedInAt: null } : person,
    );
    expect(leadOf(incoming, placed)?.id).toBe(lead);
    expect(signatoriesOf(incoming, placed)[0]).toMatchObject({ inPlaceOf: lead });
  });

  test('a shift that the roster does not know leaves everybody where they are', () => {
    const unknown = { ...incoming, id: 'nowhere:2026-11-24' };
    expect(placedFor(bookOf(), [unknown], people)).toEqual(people);
  });
});
