import { visibleStretches } from '../triage/visible-text.ts';
import { wordsOf } from '../triage/words.ts';

/** So much of a mail is compared, in words: what follows is no part of the question. */
const wordsCompared = 400;
/** A mail of fewer words says too little to be told from another. */
const fewestWords = 5;

/** A mail as it is compared: how often it has each three letters in a row of what its writer wrote now. */
export interface Likeable {
  readonly words: number;
  readonly trigrams: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Makes a mail's text ready to be compared: quoted history, accents, case and spelling of spaces left out. */
export function likeable(text: string): Likeable {
  const words = visibleStretches(text)
    .flatMap((stretch) => wordsOf(text, stretch))
    .slice(0, wordsCompared);
  const letters = ` ${words.map((word) => word.text).join(' ')} `;
  const trigrams = new Map<string, number>();
  for (let n = 0; n + 3 <= letters.length; n += 1) {
    const trigram = letters.slice(n, n + 3);
    trigrams.set(trigram, (trigrams.get(trigram) ?? 0) + 1);
  }
  return { words: words.length, trigrams, total: Math.max(0, letters.length - 2) };
}

/**
 * How alike two mails are, from 0 to 1: the share of letters in threes that they have in common (Dice).
 * 0 where one of them says too little.
 */
export function likenessOf(one: Likeable, other: Likeable): number {
  if (one.words < fewestWords || other.words < fewestWords) return 0;
  let common = 0;
  for (const [trigram, times] of one.trigrams) {
    common += Math.min(times, other.trigrams.get(trigram) ?? 0);
  }
  return (2 * common) / (one.total + other.total);
}

/** From here on two mails of one sender probably ask the same; measured, see docs/spec.md. */
export const duplicateFrom = 0.7;
