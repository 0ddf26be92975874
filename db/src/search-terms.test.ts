import { expect, test } from 'vitest';
import { listedTerms, searchTerms } from './search-terms.ts';

test('[SRCH-1] each word becomes a phrase that may go on', () => {
  expect(searchTerms('  carte   grise ')).toBe('"carte"* AND "grise"*');
  expect(searchTerms('ines@exemple.fr')).toBe('"ines@exemple.fr"*');
});

test('[SRCH-1] signs of syntax are only signs', () => {
  expect(searchTerms('a" OR b NEAR(c')).toBe('"a" AND "OR"* AND "b" AND "NEAR(c"*');
});

test('[SRCH-1] without a word there is nothing to look for', () => {
  expect([searchTerms(''), searchTerms(' «» "" - \0')]).toEqual([null, null]);
});

test('[SRCH-1] a beginning whose words are all known is written out, any other is left as it is', () => {
  const known = (word: string) => (word === 'carte' ? ['carte', 'cartes'] : null);
  expect(listedTerms('carte gri', known)).toBe('("carte" OR "cartes") AND "gri"*');
  expect(listedTerms('gri', known)).toBeNull();
});

test('[SRCH-1] more words than anybody types cost no more', () => {
  expect(searchTerms('mot '.repeat(500))?.split(' AND ')).toHaveLength(12);
});
