import { happens, pick, pickWeighted, whole, type Random } from '@vigie/shared/chance/random';

/** How people write: most with a slip here and there, some with one in every other word. */
export type Spelling = 'careful' | 'hasty' | 'by-ear';

const slipRate: Readonly<Record<Spelling, number>> = { careful: 0, hasty: 0.05, 'by-ear': 0.2 };

/** How somebody of the town spells. */
export function someSpelling(random: Random): Spelling {
  return pickWeighted(random, { careful: 0.45, hasty: 0.4, 'by-ear': 0.15 });
}

/** The text as somebody of this spelling would have typed it. */
export function misspell(random: Random, text: string, spelling: Spelling): string {
  const rate = slipRate[spelling];
  const typed = text.replace(/[\p{L}'-]+/gu, (word) =>
    happens(random, rate) ? slip(random, word) : word,
  );
  return spelling === 'by-ear' ? typed.replace(/(?<=\n|^|[.!?] )\p{Lu}/gu, lowered) : typed;
}

/** The commonest slips; each leaves the word legible, as the ones of real people do. */
const slips: readonly ((random: Random, word: string) => string)[] = [
  (_, word) => word.normalize('NFD').replace(/\p{M}/gu, ''),
  (_, word) => word.replace("'", ''),
  (_, word) => word.replace(/é(e?s?)$/, 'er'),
  (_, word) => word.replace(/er$/, 'é'),
  (_, word) => word.replace(/([bcdfglmnprst])\1/, '$1'),
  (_, word) => word.replace(/(?<=\p{L}{3})s$/u, ''),
  (_, word) => word.replace(/^ça$/, 'sa').replace(/^à$/, 'a').replace(/^où$/, 'ou'),
  (random, word) => transposed(random, word),
];

function slip(random: Random, word: string): string {
  return pick(random, slips)(random, word);
}

/** Two letters inside a long word change places. */
function transposed(random: Random, word: string): string {
  if (word.length < 6) return word;
  const at = whole(random, 1, word.length - 3);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

function lowered(letter: string): string {
  return letter.toLowerCase();
}
