import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayBeTypedFor, plain, slips, sound } from './spelling.ts';

test.each([
  ['Défoncée', 'defonce'],
  ['FRAPPPER', 'fraper'],
  ['cœur', 'coeur'],
  ['ça', 'sa'],
  ['c\u0327a', 'sa'],
  ['se\u00adcou\u200brs', 'secours'],
  ['𝐬𝐞𝐜𝐨𝐮𝐫𝐬', 'secours'],
])('[MAIL-14] %s is compared as %s', (typed, expected) => {
  expect(plain(typed)).toBe(expected);
});

test('[MAIL-14] what is plain stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(plain(plain(text))).toBe(plain(text));
    }),
  );
});

test.each([
  ['couteau', 'couto'],
  ['secours', 'sekour'],
  ['frapper', 'frapé'],
  ['frapper', 'frappée'],
  ['saigne', 'sègne'],
  ['saigne', 'seigne'],
  ['défonce', 'défonse'],
  ['enfermée', 'anfermé'],
  ['pendre', 'pandre'],
  ['sauter', 'soté'],
  ['cachée', 'kaché'],
  ['médicaments', 'médicamant'],
  ['pharmacie', 'farmacie'],
])('[MAIL-14] %s and %s sound alike', (one, other) => {
  expect(sound(plain(one))).toBe(sound(plain(other)));
});

test.each([
  ['pendre', 'rendre', 1],
  ['tuer', 'tuer', 0],
  ['couteau', 'coutaeu', 1],
  ['mourir', 'mouri', 1],
  ['secours', 'concours', 3],
  ['', 'abc', 3],
])('[MAIL-14] from %s to %s it takes %i slips', (one, other, expected) => {
  expect(slips(one, other)).toBe(expected);
});

test.each([
  ['secours', 'scours', true],
  ['secours', 'skours', false],
  ['medicaments', 'medicamets', true],
  ['medicaments', 'medicmants', true],
  ['tuer', 'tier', false],
  ['cache', 'tache', false],
  ['cache', 'cahce', true],
])('[MAIL-14] a longer word may hold more slips: %s, %s, %s', (word, typed, expected) => {
  expect(mayBeTypedFor(typed, word)).toBe(expected);
});

test('[MAIL-14] slips are counted the same both ways', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(slips(one, other)).toBe(slips(other, one));
    }),
  );
});
