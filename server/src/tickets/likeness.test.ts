import { seededRandom } from '@vigie/shared/chance/random';
import { duplicateFrom, likeable, likenessOf, type Likeable } from '@vigie/shared/mail/likeness';
import { citizenMails } from '@vigie/shared/triage/fixtures/citizen-mails';
import { everydayMails } from '@vigie/shared/triage/fixtures/everyday-mails';
import { freshMails } from '@vigie/shared/triage/fixtures/fresh-mails';
import { describe, expect, test } from 'vitest';
import { misspell } from '../demo/misspell.ts';
import { frenchMails } from '../mail/testing/french-mails.ts';
import { parseMail } from '../mail/parse-mail.ts';

const random = seededRandom(26);
const asked = [...citizenMails, ...freshMails].map(({ body }) => body).concat(everydayMails);

/** How people write the same a second time. */
const again: Readonly<Record<string, (text: string) => string>> = {
  'as it was': (text) => text,
  'typed anew, in haste': (text) => misspell(random, text, 'hasty'),
  'typed anew, by ear': (text) => misspell(random, text, 'by-ear'),
  'with a reminder before it': (text) => `Je me permets de vous relancer. ${text}`,
  'with thanks after it, from a telephone': (text) =>
    `${text}\nMerci d’avance.\n\nEnvoyé de mon iPhone`,
  'above our own acknowledgement': (text) =>
    `${text}\n\nLe mar. 3 nov. 2026 à 10:12, Service <contact@vigie.example> a écrit :\n> En cas de danger, composez le 17.`,
};

function pairsAbove(mails: readonly Likeable[], limit: number): number {
  let above = 0;
  for (const [n, one] of mails.entries()) {
    for (const other of mails.slice(0, n)) if (likenessOf(one, other) >= limit) above += 1;
  }
  return above;
}

describe('what is nearly the same', () => {
  test('of mails written twice, nineteen in twenty are found, however they were written again', () => {
    const found = Object.entries(again).map(([how, write]) => {
      const alike = asked.filter(
        (text) => likenessOf(likeable(text), likeable(write(text))) >= duplicateFrom,
      );
      return { how, recall: alike.length / asked.length };
    });
    for (const { recall } of found) expect(recall, JSON.stringify(found)).toBeGreaterThan(0.95);
  });

  test('of two different questions of one sender, one pair in ten thousand at most is taken for one', () => {
    const mails = asked.map(likeable);
    const pairs = (mails.length * (mails.length - 1)) / 2;
    expect(pairsAbove(mails, duplicateFrom) / pairs).toBeLessThan(1 / 10_000);
    expect(pairs).toBeGreaterThan(60_000);
  });

  test('mails of eight French programs are told apart by what was said, not by the program', async () => {
    // What is forwarded is somebody else's words, and is compared as well.
    const written = frenchMails().filter(({ name }) => !name.includes('forward'));
    const mails = await Promise.all(
      written.map(async ({ raw, said }) => ({
        said,
        like: likeable((await parseMail(raw)).text),
      })),
    );
    const verdicts = { same: 0, sameFound: 0, other: 0, otherTaken: 0 };
    for (const [n, one] of mails.entries()) {
      for (const other of mails.slice(0, n)) {
        const alike = likenessOf(one.like, other.like) >= duplicateFrom ? 1 : 0;
        if (one.said === other.said) {
          verdicts.same += 1;
          verdicts.sameFound += alike;
        } else {
          verdicts.other += 1;
          verdicts.otherTaken += alike;
        }
      }
    }
    expect(verdicts.sameFound / verdicts.same, JSON.stringify(verdicts)).toBeGreaterThan(0.95);
    expect(verdicts.otherTaken / verdicts.other, JSON.stringify(verdicts)).toBeLessThan(0.001);
  });

  test('a mail that says too little is like none', () => {
    expect(likenessOf(likeable('Bonjour, une réponse ?'), likeable('Bonjour, une réponse ?'))).toBe(
      0,
    );
  });
});
