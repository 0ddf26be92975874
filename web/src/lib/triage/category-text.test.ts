import { categories, categoryKeys } from '@vigie/shared/triage/categories';
import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { categoryText } from './category-text.ts';

test('a category has the name in French that prints and other programs give it', () => {
  for (const key of categoryKeys) expect(categoryText(key)).toBe(categories[key].label);
});

test('a category has a name in English', () => {
  overwriteGetLocale(() => 'en');
  expect(categoryText('vif')).toBe('Domestic violence');
});
