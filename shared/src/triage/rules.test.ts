import { expect, test } from 'vitest';
import { categoryKeys } from './categories.ts';
import { pattern } from './pattern.ts';
import { rules } from './rules.ts';

test('[MAIL-14] every rule has an id of its own, fit for the log', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
  expect(ids.filter((id) => !/^[a-zA-Z0-9_-]+:[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test('[MAIL-14] the ids of dangers are their phrases', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toContain('danger:il-va-me-tuer');
  expect(ids).toContain('danger:j-ai-pris-des-medicaments');
  expect(ids).toContain('faible:adieu');
});

test('[MAIL-14] every category but the one without signs can be found', () => {
  const found = new Set(
    rules.flatMap(({ effect }) => ('category' in effect ? [effect.category] : [])),
  );
  expect(categoryKeys.filter((key) => !found.has(key))).toEqual(['autre']);
});

test.each(['?je vais', '..2 vais', '@inconnu vais'])(
  'a pattern that begins with %s is a bug',
  (source) => {
    expect(() => pattern(source)).toThrow(SyntaxError);
  },
);
