import { realWords } from './real-words.ts';
import { alsoRead, shorthand } from './shorthand.ts';
import { readingsOf, type Vocabulary } from './vocabulary.ts';
import type { Word } from './words.ts';

/** A word of a text with all that it may stand for. */
export interface ReadWord extends Word {
  readonly readings: readonly string[];
  /** What it may stand for together with the words after it, `words` of them in all. */
  readonly together: readonly Together[];
  /** It is glued to the word before it: a gap counts both as one. */
  readonly glued: boolean;
}

interface Together {
  readonly readings: readonly string[];
  readonly words: number;
}

type Part = Pick<ReadWord, 'readings' | 'together'>;

/** Shorter ones are no words torn in two. */
const shortestTorn = 6;
const longestGlued = 40;

/**
 * Reads the words of a text with a vocabulary (MAIL-14): shorthand is spelt out, words run together are
 * parted, misspellings resolved. Each different word is looked up once, so the time grows with the text alone.
 */
export function read(words: readonly Word[], vocabulary: Vocabulary): ReadWord[] {
  const known = new Map<string, readonly Part[]>();
  const spelt = words.flatMap((word) => {
    const parts = known.get(word.text) ?? partsOf(word.text, vocabulary);
    known.set(word.text, parts);
    return parts.map((part, n) => ({
      ...word,
      ...part,
      opens: word.opens && n === 0,
      glued: n > 0,
    }));
  });
  return spelt.map((word, n) => withTorn(word, n, spelt, vocabulary));
}

/** The words that a typed word is made of, each with its readings: nearly always one. */
function partsOf(typed: string, vocabulary: Vocabulary): readonly Part[] {
  const spelt = Object.hasOwn(shorthand, typed) ? shorthand[typed] : undefined;
  if (spelt) return spelt.map((word) => alone(word, vocabulary));
  const whole = alone(typed, vocabulary);
  if (vocabulary.words.has(typed) || realWords.has(typed)) return [whole];
  const parts = parted(typed, vocabulary)?.flatMap((part) => partsOf(part, vocabulary));
  if (!parts) return [whole];
  // `jsaigne` is "je saigne", and `mourire` is "mourir" though it could be "mour ire": both are read.
  const together = { readings: whole.readings, words: parts.length };
  return parts.map((part, n) => (n === 0 ? { ...part, together: [together] } : part));
}

function alone(typed: string, vocabulary: Vocabulary): Part {
  const others = (Object.hasOwn(alsoRead, typed) ? alsoRead[typed] : undefined) ?? [];
  const known = others.filter((word) => vocabulary.words.has(word));
  return { readings: [...readingsOf(typed, vocabulary), ...known], together: [] };
}

/** Letters that stand alone before a word whose apostrophe or space is missing. */
const elided = /^[jmltdnsci]$/;
const longestPart = 14;

interface Run {
  readonly parts: readonly string[];
  readonly cost: number;
}

/** The fewest known words that make up a word without spaces, as in `ilvametuer`; null when none do. */
function parted(typed: string, { words }: Vocabulary): readonly string[] | null {
  if (typed.length < 3 || typed.length > longestGlued || /\d/.test(typed)) return null;
  const from: (Run | undefined)[] = [];
  from[typed.length] = { parts: [], cost: 0 };
  for (let start = typed.length - 1; start >= 0; start -= 1) {
    // The shortest first word wins among equals: `aune` is "a une", not "au ne".
    for (let end = start + 1; end <= Math.min(typed.length, start + longestPart); end += 1) {
      const after = from[end];
      if (!after) continue;
      const part = typed.slice(start, end);
      const cost = after.cost + costOf(part, words);
      if (cost < (from[start]?.cost ?? Infinity)) {
        from[start] = { parts: [part, ...after.parts], cost };
      }
    }
  }
  const { parts = [] } = from[0] ?? {};
  return isRunOfWords(parts) ? parts : null;
}

/** Short words that may end a run of words; most other short ones are only the ending of a verb. */
const shortEnd = /^(me|moi|la|le|les|des|en|de|du|ma|mon|mes|un|une|a|n|va|tue|vie|pas|plus|lit)$/;

/** Tells words run together from a word that falls into crumbs, as `apporter` would into "a porter". */
function isRunOfWords(parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? '';
  return (
    parts.length > 1 &&
    (last.length > 3 || shortEnd.test(last)) &&
    parts.filter((part) => elided.test(part)).length <= 1 &&
    parts.every((part, n) => part !== 'a' || hasSubjectOrArticle(parts[n - 1], parts[n + 1]))
  );
}

function hasSubjectOrArticle(before: string | undefined, after: string | undefined): boolean {
  return before === undefined ? /^une?$/.test(after ?? '') : /^(il|on|ele|y|i)$/.test(before);
}

function costOf(part: string, words: ReadonlySet<string>): number {
  if (part === 'a') return 1;
  if (part.length === 1) return elided.test(part) ? 1.5 : Infinity;
  return words.has(part) || Object.hasOwn(shorthand, part) ? 1 : Infinity;
}

/** A space may have slipped into a word: `se cours` is "secours". */
function withTorn(
  word: ReadWord,
  index: number,
  words: readonly ReadWord[],
  vocabulary: Vocabulary,
): ReadWord {
  if (word.glued) return word;
  const second = endOfWord(words, index);
  const whole = word.text + (words[second]?.text ?? '');
  if (whole.length < shortestTorn || !vocabulary.words.has(whole)) return word;
  const torn = { readings: [whole], words: endOfWord(words, second) - index };
  return { ...word, together: [...word.together, torn] };
}

/** Where the next word of the text begins, past what was parted from this one. */
function endOfWord(words: readonly ReadWord[], index: number): number {
  let end = index + 1;
  while (words[end]?.glued) end += 1;
  return end;
}
