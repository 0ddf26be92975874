import { defaultCycle } from '@vigie/shared/roster/cycle';
import { expect, test } from 'vitest';
import { teamText } from './team-text.ts';

test('a team is named by its brigade and its time of day', () => {
  expect(teamText(defaultCycle, 'JOUR-A')).toBe('Brigade A · jour');
  expect(teamText(defaultCycle, 'NUIT-B')).toBe('Brigade B · nuit');
});

test('a team of unusual settings is named by its id, and so is an unknown one', () => {
  const [first] = defaultCycle.teams;
  const twins = { ...defaultCycle, teams: [...defaultCycle.teams, { ...first!, id: 'RENFORT' }] };
  expect(teamText(twins, 'RENFORT')).toBe('RENFORT');
  expect(teamText(defaultCycle, 'PARTIE')).toBe('PARTIE');
});
