import { exactMark, minorAge, type Pattern, stemMark } from './pattern.ts';
import { realWords } from './real-words.ts';
import { mayBeTypedFor, slipsAllowed, sound } from './spelling.ts';

/** The words that rules ask for, laid out so that a typed word finds quickly which of them it may be. */
export interface Vocabulary {
  readonly words: ReadonlySet<string>;
  readonly exact: ReadonlySet<string>;
  readonly stems: readonly string[];
  readonly bySound: ReadonlyMap<string, readonly string[]>;
  readonly byLength: ReadonlyMap<number, readonly Entry[]>;
}

interface Entry {
  readonly word: string;
  /** A word of danger: it is known in many misspellings, for it must not be missed. */
  readonly danger: boolean;
  readonly letters: number;
}

/** Sounds shorter than this are shared by too many words. */
const shortestSound = 3;
/** Longer ones are addresses and codes, not words. */
const longestWord = 24;

/** Gathers every word of the patterns; `dangers` are those whose words must not be missed. */
export function vocabularyOf(dangers: readonly Pattern[], others: readonly Pattern[]): Vocabulary {
  const ofDanger = readingsIn(dangers);
  const all = [...new Set([...ofDanger, ...readingsIn(others)])];
  const words = all.filter(
    (one) => !one.endsWith(stemMark) && !one.startsWith(exactMark) && one !== minorAge,
  );
  return {
    words: new Set(words),
    exact: new Set(all.filter((one) => one.startsWith(exactMark)).map((one) => one.slice(1))),
    stems: all.filter((one) => one.endsWith(stemMark)).map((one) => one.slice(0, -1)),
    bySound: Map.groupBy(
      words.filter((word) => sound(word).length >= shortestSound),
      sound,
    ),
    byLength: Map.groupBy(
      words.map((word) => ({ word, letters: lettersOf(word), danger: ofDanger.has(word) })),
      ({ word }) => word.length,
    ),
  };
}

function readingsIn(patterns: readonly Pattern[]): ReadonlySet<string> {
  return new Set(
    patterns.flatMap(({ slots }) =>
      slots.flatMap((slot) => (slot.kind === 'gap' ? [] : [...slot.readings])),
    ),
  );
}

/** Every word of the vocabulary that a typed word may stand for (MAIL-14): itself, its sound, its misspellings. */
export function readingsOf(typed: string, vocabulary: Vocabulary): string[] {
  if (/^\d/.test(typed)) return numberReadings(typed, vocabulary);
  const readings = new Set<string>();
  if (vocabulary.words.has(typed)) readings.add(typed);
  if (vocabulary.exact.has(typed)) readings.add(exactMark + typed);
  for (const stem of vocabulary.stems) if (typed.startsWith(stem)) readings.add(stem + stemMark);
  if (typed.length > longestWord || realWords.has(typed)) return [...readings];
  const known = readings.size > 0;
  for (const word of vocabulary.bySound.get(sound(typed)) ?? []) readings.add(word);
  if (!known) for (const word of misspelt(typed, vocabulary)) readings.add(word);
  return [...readings];
}

function numberReadings(typed: string, { words }: Vocabulary): string[] {
  const age = Number(typed);
  return [...(words.has(typed) ? [typed] : []), ...(age > 0 && age < 18 ? [minorAge] : [])];
}

function misspelt(typed: string, { byLength }: Vocabulary): string[] {
  const letters = lettersOf(typed);
  const found: string[] = [];
  for (let length = typed.length - 2; length <= typed.length + 2; length += 1) {
    const allowed = slipsAllowed(length);
    if (allowed === 0 || Math.abs(length - typed.length) > allowed) continue;
    for (const entry of byLength.get(length) ?? []) {
      // Two words a slip apart differ by two letters at most: this spares nearly every comparison.
      if (bits(entry.letters ^ letters) > 2 * allowed) continue;
      if (!entry.danger && !isSafeSlip(typed, entry.word)) continue;
      if (mayBeTypedFor(typed, entry.word)) found.push(entry.word);
    }
  }
  return found;
}

/** Of other words only the plain slips count, lest half of all words mean something. */
function isSafeSlip(typed: string, word: string): boolean {
  return word.length >= 6 && typed[0] === word[0] && Math.abs(typed.length - word.length) <= 1;
}

/** The letters of a word as a set of bits. */
function lettersOf(word: string): number {
  let set = 0;
  for (let n = 0; n < word.length; n += 1) set |= 1 << (word.charCodeAt(n) & 31);
  return set;
}

function bits(set: number): number {
  const pairs = set - ((set >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
