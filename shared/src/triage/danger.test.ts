import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dangerRules } from './danger-rules.ts';
import { dangerVariants, weakVariants } from './fixtures/danger-variants.ts';
import { everydayMails } from './fixtures/everyday-mails.ts';
import { triage } from './triage.ts';

const phrases = Object.keys(dangerVariants);
const asPriority = (text: string) => triage('', text).priority;
const rulesOf = (text: string) => triage('', text).signs.map(({ phrase }) => phrase);

test('[MAIL-14] every phrase of the table has at least six misspellings to stand for', () => {
  expect(phrases.length).toBeGreaterThanOrEqual(24);
  for (const variants of Object.values(dangerVariants))
    expect(variants.length).toBeGreaterThanOrEqual(6);
  const rules = dangerRules.map(({ phrase }) => phrase);
  expect(phrases.filter((phrase) => !rules.includes(phrase))).toEqual([]);
});

test.each(phrases)('[MAIL-14] “%s” is a P0, and named as itself', (phrase) => {
  expect(asPriority(phrase)).toBe('P0');
  expect(rulesOf(phrase)).toContain(phrase);
});

const misspelt = Object.entries(dangerVariants).flatMap(([phrase, variants]) =>
  variants.map((variant) => [variant, phrase] as const),
);
test.each(misspelt)('[MAIL-14] “%s” is a P0, as “%s” is', (variant) => {
  expect(asPriority(variant)).toBe('P0');
  expect(triage(variant, '').priority).toBe('P0');
});

const weak = Object.values(weakVariants).flat();
test.each(weak)('[MAIL-14] “%s” alone is a P1', (text) => {
  expect(asPriority(text)).toBe('P1');
});

test('[MAIL-14] two weak signs together are a P0, one said twice is not', () => {
  expect(asPriority('Adieu. Il revient ce soir.')).toBe('P0');
  expect(triage('Adieu', 'adieu à tous').priority).toBe('P1');
});

test.each(everydayMails)('[MAIL-14] no alarm sounds for “%s”', (text) => {
  expect(asPriority(text)).not.toBe('P0');
});

/** Ways of typing that change every letter or none of the sense: none of them may hide a danger. */
const carelessly: Readonly<Record<string, (text: string) => string>> = {
  'in capitals': (text) => text.toUpperCase(),
  'without accents': (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
  'with accents typed apart': (text) => text.normalize('NFD'),
  'without apostrophes': (text) => text.replaceAll('’', ''),
  'with spaces for apostrophes': (text) => text.replaceAll('’', ' '),
  'without any space': (text) => text.replaceAll(' ', ''),
  'with pauses': (text) => text.replaceAll(' ', '... '),
  'one word a line': (text) => text.replaceAll(' ', '\n'),
  'with hard spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'letters held down': (text) => text.replace(/[aeiou]/gu, '$&$&$&'),
  shouted: (text) => `${text}!!!!!`,
};
test.each(Object.keys(carelessly))('[MAIL-14] a danger typed %s is a P0', (manner) => {
  const typed = phrases.map((phrase) => carelessly[manner]?.(phrase) ?? phrase);
  expect(typed.filter((text) => asPriority(text) !== 'P0')).toEqual([]);
});

test('[MAIL-14] a doubled letter or a lost space hides no danger', () => {
  fc.assert(
    fc.property(fc.constantFrom(...phrases), fc.nat(), (phrase, at) => {
      const letter = at % phrase.length;
      const doubled = phrase.slice(0, letter) + phrase.charAt(letter) + phrase.slice(letter);
      expect(asPriority(doubled)).toBe('P0');
      const glued =
        phrase.charAt(letter) === ' ' ? phrase.slice(0, letter) + phrase.slice(letter + 1) : phrase;
      expect(asPriority(glued)).toBe('P0');
    }),
  );
});

test('[MAIL-14] nine in ten dangers survive any one letter dropped or swapped inside a word of five or more', () => {
  const slips = phrases.flatMap(slipped);
  const missed = slips.filter((text) => asPriority(text) !== 'P0');
  expect(missed.length / slips.length, missed.join(' | ')).toBeLessThan(0.1);
});

function slipped(phrase: string): string[] {
  return [...phrase.matchAll(/\p{L}{5,}/gu)].flatMap(({ 0: word, index }) =>
    Array.from(word.slice(1), (_, n) => n + 1).flatMap((n) => {
      const [before, after] = [phrase.slice(0, index + n), phrase.slice(index + n + 1)];
      const letter = phrase.charAt(index + n);
      return [
        before + after,
        n + 1 < word.length ? before + after.charAt(0) + letter + after.slice(1) : before + after,
      ];
    }),
  );
}

const citizen = fc.array(fc.constantFrom(...everydayMails), { maxLength: 6 });
const said = fc.constantFrom(...phrases, ...misspelt.map(([variant]) => variant));

test('[MAIL-14] a danger anywhere in what is written now is a P0, whatever stands around it', () => {
  fc.assert(
    fc.property(citizen, said, fc.nat(6), fc.boolean(), (lines, danger, at, quoted) => {
      const history = quoted ? '\n\nLe 24/11/2026 à 10:12, X <x@y.fr> a écrit :\n> Merci' : '';
      const body = lines.toSpliced(at, 0, `${danger}.`).join('\n') + history;
      expect(asPriority(body)).toBe('P0');
    }),
  );
});

test('[MAIL-14] an alarm in the history sounds once more only where nothing else is written', () => {
  fc.assert(
    fc.property(fc.constantFrom(...everydayMails), said, (line, danger) => {
      const history = `Le 24/11/2026 à 10:12, X <x@y.fr> a écrit :\n> ${danger}`;
      expect(asPriority(`${line}\n\n${history}`)).not.toBe('P0');
      expect(asPriority(history)).toBe('P0');
    }),
  );
});
