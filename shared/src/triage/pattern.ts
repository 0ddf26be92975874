import { plain } from './spelling.ts';
import { wordClasses } from './word-classes.ts';

/** One place of a pattern: a word out of several, one that may be missing, or a gap of up to `words` words. */
export type Slot =
  | { readonly kind: 'word' | 'optional'; readonly readings: ReadonlySet<string> }
  | { readonly kind: 'gap'; readonly words: number };

export interface Pattern {
  /** The readings by which it can begin. */
  readonly beginnings: ReadonlySet<string>;
  readonly slots: readonly Slot[];
}

/** Readings that are no words: a stem with whatever follows, and a number below 18. */
export const stemMark = '*';
export const minorAge = '#mineur';
/** Marks a word that is taken as it stands, never for a misspelling of it. */
export const exactMark = '=';

/**
 * Reads a pattern as the rules write it (MAIL-14): places parted by spaces, `a|b` one of several, `?a`
 * may be missing, `..2` up to two other words, `@name` a class of words, `abc*` a stem, `=abc` no misspelling.
 */
export function pattern(source: string): Pattern {
  const slots = source.split(' ').map(slot);
  const [first] = slots;
  if (first?.kind !== 'word') throw new SyntaxError(`pattern must begin with a word: ${source}`);
  return { beginnings: first.readings, slots };
}

function slot(source: string): Slot {
  if (source.startsWith('..')) return { kind: 'gap', words: Number(source.slice(2)) };
  const optional = source.startsWith('?');
  const alternatives = (optional ? source.slice(1) : source).split('|').flatMap(members);
  return { kind: optional ? 'optional' : 'word', readings: new Set(alternatives.map(reading)) };
}

function members(alternative: string): string[] {
  if (!alternative.startsWith('@')) return [alternative];
  const members = wordClasses[alternative.slice(1)];
  if (!members) throw new SyntaxError(`no such class of words: ${alternative}`);
  return members.split('|');
}

function reading(word: string): string {
  if (word === minorAge) return word;
  if (word.endsWith(stemMark)) return plain(word.slice(0, -1)) + stemMark;
  if (word.startsWith(exactMark)) return exactMark + plain(word.slice(1));
  return plain(word);
}
