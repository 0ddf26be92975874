import { expect, test } from 'vitest';
import { categories, categoryKeys } from './categories.ts';

test('[MAIL-14] the shares of the table add up to a whole day of mail', () => {
  const sum = categoryKeys.reduce((total, key) => total + categories[key].sharePercent, 0);
  expect(sum).toBeCloseTo(100, 6);
});

test('[MAIL-14] violence reports, and only these, are restricted by their category', () => {
  const restricted = categoryKeys.filter((key) => categories[key].restricted);
  expect(restricted).toEqual(['vif', 'vss', 'mineur']);
});

test('[MAIL-14] every orientation names the day of its review', () => {
  for (const key of categoryKeys) {
    expect(Temporal.PlainDate.from(categories[key].reviewBy).toString(), key).toBe('2027-05-24');
  }
});
