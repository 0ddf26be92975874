import { expect, test } from 'vitest';
import { matchAt } from './match.ts';
import { pattern } from './pattern.ts';
import { read } from './reading.ts';
import { vocabularyOf } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** Whether a text holds a pattern at its beginning, with a vocabulary of that pattern alone. */
function holds(source: string, text: string): boolean {
  const compiled = pattern(source);
  const words = read(wordsOf(text, { start: 0, end: text.length }), vocabularyOf([compiled], []));
  return matchAt(words, 0, compiled) !== null;
}

test.each([
  ['words run together', 'ilvametuer'],
  ['an apostrophe left out', 'ilva me tuer'],
  ['a word torn in two', 'il va me poignar der'],
  ['a doubled letter', 'il vva me tueeer'],
  ['full stops for breath', 'il... va... me tuer'],
  ['a comma', 'il va, me tuer'],
  ['a line break', 'il va me\ntuer'],
])('[MAIL-14] %s does not hide a phrase: %s', (_, text) => {
  expect(holds('il va me tuer|poignarder', text)).toBe(true);
});

test('[MAIL-14] a gap takes as many words as it says, and none beyond the sentence', () => {
  expect(holds('il ..2 tuer', 'il va me tuer')).toBe(true);
  expect(holds('il ..2 tuer', 'il va bientôt me tuer')).toBe(false);
  expect(holds('il ..2 tuer', 'il part. Me tuer')).toBe(false);
});

test('[MAIL-14] what may be missing may be missing', () => {
  expect(holds('il ?va me tuer', 'il me tuer')).toBe(true);
  expect(holds('il ?va me tuer', 'il va me tuer')).toBe(true);
});

test('[MAIL-14] a stem takes every ending, an exact word no misspelling', () => {
  expect(holds('suicid*', 'suicidaire')).toBe(true);
  expect(holds('=violée', 'violee')).toBe(true);
  expect(holds('=violée', 'voilée')).toBe(false);
});

test('[MAIL-14] a real word is no misspelling of another', () => {
  expect(holds('je vais me pendre', 'je vais me pendrre')).toBe(true);
  expect(holds('je vais me pendre', 'je vais me rendre')).toBe(false);
  expect(holds('il va me tuer', 'il va me situer')).toBe(false);
});

test('[MAIL-14] an age below 18 is a minor’s', () => {
  expect(holds('de #mineur ans', 'de 17 ans')).toBe(true);
  expect(holds('de #mineur ans', 'de 14ans')).toBe(true);
  expect(holds('de #mineur ans', 'de 18 ans')).toBe(false);
  expect(holds('de #mineur ans', 'de 0 ans')).toBe(false);
});

test('[MAIL-14] words of an object’s own making are words like others', () => {
  expect(holds('constructor vais', 'constructor vais')).toBe(true);
  expect(holds('je vais', 'toString __proto__')).toBe(false);
});
