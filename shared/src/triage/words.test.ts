import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsOf } from './words.ts';

const all = (text: string) => wordsOf(text, { start: 0, end: text.length });

test('[MAIL-14] apostrophes, hyphens and figures part words', () => {
  const text = 'J’ai été frappée, aidez-moi : il a 1couteau';
  const words = all(text).map(({ text }) => text);
  expect(words).toEqual(['j', 'ai', 'ete', 'frape', 'aidez', 'moi', 'il', 'a', '1', 'couteau']);
});

test('[MAIL-14] a sentence opens after its end mark or an empty line, not after a pause', () => {
  const opening = (text: string) =>
    all(text)
      .filter(({ opens }) => opens)
      .map(({ text }) => text);
  const five = ['un', 'deux', 'trois', 'quatre', 'cinq'];
  expect(opening('un. deux! trois? quatre\n\ncinq')).toEqual(five);
  expect(opening('un, deux... trois… quatre\ncinq')).toEqual(['un']);
});

test('[MAIL-14] every word stands where it says it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(5), (text, start) => {
      let previous = start;
      for (const word of wordsOf(text, { start, end: text.length })) {
        expect(word.start).toBeGreaterThanOrEqual(previous);
        expect(word.end).toBeGreaterThan(word.start);
        expect(text.slice(word.start, word.end)).not.toMatch(/\s/);
        previous = word.end;
      }
    }),
  );
});
