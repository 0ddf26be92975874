import { matchAt } from './match.ts';
import type { Pattern } from './pattern.ts';
import { read, type ReadWord } from './reading.ts';
import { type Rule, rulesByBeginning, vocabulary } from './rules.ts';
import { type Stretch, type Word, wordsOf } from './words.ts';

export type Field = 'subject' | 'body';

/** Words of a mail that decided, as officers are shown them (MAIL-14). */
export interface Sign {
  /** Stable id of the rule: `danger:il-va-me-tuer`. */
  readonly rule: string;
  /** The phrase as the table has it. */
  readonly phrase: string;
  /** The words as they stand in the text, cut where they are very long. */
  readonly found: string;
  readonly field: Field;
  /** Where they stand in the field, as UTF-16 offsets: from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
}

export interface Finding {
  readonly rule: Rule;
  readonly sign: Sign;
}

const longestFound = 200;

/** Every rule that the stretches of a field hold, each at its first place, in order of the text (MAIL-14). */
export function findingsIn(field: Field, text: string, stretches: readonly Stretch[]): Finding[] {
  const words = read(
    stretches.flatMap((stretch) => wordsOf(text, stretch)),
    vocabulary,
  );
  const found = new Map<Rule, Finding>();
  words.forEach((word, start) => {
    for (const [rule, pattern] of candidates(word)) {
      if (found.has(rule)) continue;
      const end = matchAt(words, start, pattern);
      if (end === null || isExcepted(words, start, rule)) continue;
      found.set(rule, { rule, sign: signOf(rule, field, text, word, words[end - 1] ?? word) });
    }
  });
  return [...found.values()];
}

function candidates(word: ReadWord): (readonly [Rule, Pattern])[] {
  const readings = [...word.readings, ...word.together.flatMap((whole) => whole.readings)];
  return readings.flatMap((reading) => rulesByBeginning.get(reading) ?? []);
}

function isExcepted(words: readonly ReadWord[], start: number, { except }: Rule): boolean {
  return except.some((pattern) => matchAt(words, start, pattern, true) !== null);
}

function signOf({ id, phrase }: Rule, field: Field, text: string, first: Word, last: Word): Sign {
  const { start } = first;
  const end = Math.max(last.end, first.end);
  return {
    rule: id,
    phrase,
    found: text.slice(start, Math.min(end, start + longestFound)),
    field,
    start,
    end,
  };
}
