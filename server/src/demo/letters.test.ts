import { categories, categoryKeys } from '@vigie/shared/triage/categories';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeliveredMail } from './letterboxes.ts';
import { writeAgain, writeFollowUp, writeQuestion, type Letter } from './letters.ts';
import { pick, pickWeighted, seededRandom } from '@vigie/shared/chance/random';

const shares = Object.fromEntries(
  categoryKeys.map((key) => [key, categories[key].sharePercent]),
) as Record<(typeof categoryKeys)[number], number>;

function someLetters(seed: number, count: number): Letter[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => writeQuestion(random, pickWeighted(random, shares)));
}

const answer: DeliveredMail = {
  to: 'lea@orange.example',
  messageId: '<t.r.mac@vigie.example>',
  references: '<first@orange.example>',
  replyTo: 'contact+mark@vigie.example',
  subject: 'Votre question',
  text: 'Madame, Monsieur,\nvous pouvez déclarer cela en ligne.',
  isAutomatic: false,
  at: 0,
};

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const share = <T>(list: readonly T[], holds: (item: T) => boolean): number =>
  list.filter(holds).length / list.length;

describe('[RUN-1] what the town writes', () => {
  const letters = someLetters(1, 4_000);

  test('is as long as the domain says: median 70 words, one in twenty above 350', () => {
    const lengths = letters.map(({ text }) => words(text)).toSorted((one, other) => one - other);
    expect(lengths[2_000]).toBeGreaterThan(60);
    expect(lengths[2_000]).toBeLessThan(80);
    expect(lengths[3_800]).toBeGreaterThan(290);
    expect(lengths[3_800]).toBeLessThan(410);
  });

  test('bears an attachment in 15 % of the cases, and small ones', () => {
    expect(share(letters, ({ attachments }) => attachments.length > 0)).toBeCloseTo(0.15, 1);
    const sizes = letters.flatMap(({ attachments }) =>
      attachments.map(({ content }) => content.length),
    );
    expect(Math.max(...sizes)).toBeLessThan(120_000);
  });

  test('does not repeat itself: of 300 letters hardly two read alike', () => {
    const texts = new Set(letters.slice(0, 300).map(({ text }) => text));
    expect(texts.size).toBeGreaterThan(290);
    expect(new Set(letters.slice(0, 300).map(({ subject }) => subject)).size).toBeGreaterThan(120);
  });

  test('is misspelt here and there', () => {
    const texts = letters.map(({ text }) => text);
    const lowered = share(texts, (text) => /^\p{Ll}/u.test(text));
    expect(lowered).toBeGreaterThan(0.05);
    expect(lowered).toBeLessThan(0.3);
  });

  test.each(categoryKeys)('leaves no word to fill in, whatever is told of %s', (category) => {
    const random = seededRandom(2);
    for (let n = 0; n < 60; n += 1) {
      const { subject, text } = writeQuestion(random, category);
      expect(subject + text).not.toMatch(/[{}]|undefined/);
      expect(words(text)).toBeGreaterThan(3);
    }
  });

  test('goes to nobody who exists: every address ends in .example', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const letter = writeQuestion(random, pick(random, categoryKeys));
        expect(letter.from.address).toMatch(/^[a-z0-9.-]+@[a-z]+\.example$/);
        expect(letter.messageId).toMatch(/^<[a-z0-9.]+@[a-z]+\.example>$/);
      }),
    );
  });

  test('is the same for the same seed, and another for another', () => {
    expect(someLetters(7, 20)).toEqual(someLetters(7, 20));
    expect(someLetters(7, 20)).not.toEqual(someLetters(8, 20));
  });
});

describe('[RUN-1] what the town writes back', () => {
  test('an answer is answered in its thread, to the address that it asked for', () => {
    const letter = writeFollowUp(seededRandom(1), answer, { name: 'Léa', address: answer.to });
    expect(letter).toMatchObject({
      from: { address: 'lea@orange.example' },
      to: 'contact+mark@vigie.example',
      subject: 'Re: Votre question',
      inReplyTo: '<t.r.mac@vigie.example>',
      references: '<first@orange.example> <t.r.mac@vigie.example>',
    });
    expect(letter.text).toContain('\n> Madame, Monsieur,\n> vous pouvez déclarer cela en ligne.\n');
  });

  test('a duplicate has the same words, with the same Message-ID or a new one', () => {
    const random = seededRandom(3);
    const letter = writeQuestion(random, 'biens');
    const again = Array.from({ length: 40 }, () => writeAgain(random, letter));
    for (const { from, subject, text } of again) {
      expect({ from, subject, text }).toEqual({
        from: letter.from,
        subject: letter.subject,
        text: letter.text,
      });
    }
    const same = share(again, ({ messageId }) => messageId === letter.messageId);
    expect(same).toBeGreaterThan(0.2);
    expect(same).toBeLessThan(0.8);
  });
});
