import { expect, test } from 'vitest';
import { categories, categoryKeys, targetMinutes } from './categories.ts';
import { priorities } from './priority.ts';

test('[MAIL-14] the shares of the table add up to a whole day of mail', () => {
  const sum = categoryKeys.reduce((total, key) => total + categories[key].sharePercent, 0);
  expect(sum).toBeCloseTo(100, 6);
});

test('[MAIL-14] violence reports, and only these, are restricted by their category', () => {
  const restricted = categoryKeys.filter((key) => categories[key].restricted);
  expect(restricted).toEqual(['vif', 'vss', 'mineur']);
});

test.each(categoryKeys)('[MET-1] a danger in %s is answered within 5 minutes', (key) => {
  expect(targetMinutes(key, 'P0')).toBe(5);
});

test.each(categoryKeys)('[MET-1] the target of %s never shortens as its priority falls', (key) => {
  const targets = priorities.map((priority) => targetMinutes(key, priority));
  expect(targets).toEqual(targets.toSorted((one, other) => one - other));
});

test('[MET-1] categories keep the targets of their own that the table gives them', () => {
  expect(targetMinutes('harcel', 'P1')).toBe(60);
  expect(targetMinutes('igpn', 'P2')).toBe(1440);
  expect(targetMinutes('suivi', 'P2')).toBe(1440);
  expect(targetMinutes('biens', 'P2')).toBe(240);
  expect(targetMinutes('illicite', 'P1')).toBe(15);
});

test('[MAIL-14] every orientation names the day of its review', () => {
  for (const key of categoryKeys) {
    expect(Temporal.PlainDate.from(categories[key].reviewBy).toString(), key).toBe('2027-05-24');
  }
});
