import { categories, categoryKeys, type CategoryKey } from '@vigie/shared/triage/categories';
import { triage } from '@vigie/shared/triage/triage';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeliveredMail } from './letterboxes.ts';
import { writeFollowUp, writeQuestion, type Letter } from './letters.ts';
import { pickWeighted, seededRandom } from '@vigie/shared/chance/random';

const dangers: readonly CategoryKey[] = ['urgence', 'suicide', 'vif', 'disparition', 'radical'];

const answer: DeliveredMail = {
  to: 'lea@orange.example',
  messageId: '<t.r.mac@vigie.example>',
  references: '',
  replyTo: 'contact+mark@vigie.example',
  subject: 'Re: Vol de vélo',
  text: 'Madame, Monsieur,\nvous pouvez déposer plainte en ligne.\nEn cas de danger, composez le 17.',
  isAutomatic: false,
  at: 0,
};

/** A day's letters, by the shares of the domain. */
function ordinaryLetters(seed: number, count: number): Letter[] {
  const random = seededRandom(seed);
  const weights = Object.fromEntries(
    categoryKeys.map((key) => [key, categories[key].sharePercent]),
  ) as Record<CategoryKey, number>;
  return Array.from({ length: count }, () => writeQuestion(random, pickWeighted(random, weights)));
}

const verdictOf = ({ subject, text }: Letter) => triage(subject, text);

describe('[MAIL-14] the triage of what the town writes', () => {
  test('every letter of somebody in danger is a P0, however it is spelt', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...dangers), (seed, category) => {
        const letter = writeQuestion(seededRandom(seed), category);
        if (letter.danger) expect(verdictOf(letter), letter.text).toMatchObject({ priority: 'P0' });
      }),
      { numRuns: 600 },
    );
  });

  test('a follow-up that speaks of danger is a P0, though the answer below it is calm', () => {
    const random = seededRandom(1);
    const from = { name: 'Léa', address: answer.to };
    const letters = Array.from({ length: 2_000 }, () => writeFollowUp(random, answer, from));
    const dangerous = letters.filter(({ danger }) => danger);
    expect(dangerous.length).toBeGreaterThan(10);
    for (const letter of dangerous) expect(verdictOf(letter).priority, letter.text).toBe('P0');
  });

  test('hardly any other letter sounds the alarm', () => {
    const calm = ordinaryLetters(5, 600).filter(({ danger }) => !danger);
    const alarms = calm.filter((letter) => verdictOf(letter).priority === 'P0');
    expect(alarms.length / calm.length).toBeLessThan(0.01);
  });

  test('most letters get the category that their writer had in mind', () => {
    const letters = ordinaryLetters(6, 600);
    const right = letters.filter((letter) => verdictOf(letter).category === letter.category);
    expect(right.length / letters.length).toBeGreaterThan(0.85);
  });
});
