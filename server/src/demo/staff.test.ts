import { isCleared } from '@vigie/shared/access/actor';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { commandSchema } from '@vigie/shared/wire/command';
import { describe, expect, test } from 'vitest';
import { demoStaff } from './staff.ts';

const inTeam = (teamId: string | null) => demoStaff.filter((person) => person.teamId === teamId);

describe('[RUN-1] the demonstration’s staff', () => {
  test('are the forty people of the domain: one commissioner, one officer, two clerks, four teams', () => {
    expect(demoStaff).toHaveLength(40);
    expect(inTeam(null).map(({ role }) => role)).toEqual([
      'commissioner',
      'officer',
      'clerk',
      'clerk',
    ]);
    for (const { id, size } of defaultCycle.teams) {
      const roles = inTeam(id).map(({ role }) => role);
      expect(roles).toEqual(['lead', ...Array.from({ length: size - 1 }, () => 'agent')]);
    }
  });

  test.each(defaultCycle.teams)(
    'of $id, a lead and two agents are left to humans, one of them cleared',
    ({ id }) => {
      const left = inTeam(id).filter(({ isForHumans }) => isForHumans);
      expect(left.map(({ role }) => role).toSorted()).toEqual(['agent', 'agent', 'lead']);
      const agents = left.filter(({ role }) => role === 'agent');
      expect(agents.map(isCleared).toSorted()).toEqual([false, true]);
    },
  );

  test.each(defaultCycle.teams)(
    'of $id, simulated people too are cleared for violence',
    ({ id }) => {
      const simulated = inTeam(id).filter(({ isForHumans }) => !isForHumans);
      expect(simulated.filter(isCleared).length).toBeGreaterThanOrEqual(2);
      expect(simulated.every(({ role }) => role === 'agent')).toBe(true);
    },
  );

  test('could all have been added on the staff page, each with a login and alias of their own', () => {
    for (const person of demoStaff) {
      const { success } = commandSchema.safeParse({ type: 'add-person', ...person });
      expect(success, person.login).toBe(true);
    }
    expect(new Set(demoStaff.map(({ login }) => login)).size).toBe(40);
    expect(new Set(demoStaff.map(({ alias }) => alias)).size).toBe(40);
    expect(demoStaff.find(({ name }) => name === 'Lefèvre')?.login).toBe('lefevre');
  });
});
