import { plain } from './spelling.ts';

/** A word of a text and where it stands there, as UTF-16 offsets. */
export interface Word {
  /** As it is compared (MAIL-14): see `plain`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A sentence or paragraph begins with it. */
  readonly opens: boolean;
}

/** A stretch of a text, from `start` to before `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

// Letters and figures apart: people write `14ans` and `1couteau`. Marks and format characters stay inside a word.
const wordPattern = /\p{L}[\p{L}\p{M}\p{Cf}]*|\p{N}+/gu;
// Three full stops are a pause for breath, not an end.
const sentenceEnd = /(?<!\.)\.(?!\.)|[!?;]|\n\s*\n/;

/** The words of a stretch of a text, in order. Apostrophes, hyphens and all else part them. */
export function wordsOf(text: string, stretch: Stretch): Word[] {
  const words: Word[] = [];
  const part = text.slice(stretch.start, stretch.end);
  let previous = 0;
  for (const { 0: found, index } of part.matchAll(wordPattern)) {
    const opens = previous === 0 || sentenceEnd.test(part.slice(previous, index));
    previous = index + found.length;
    const start = stretch.start + index;
    words.push({ text: plain(found), start, end: start + found.length, opens });
  }
  return words;
}
