import type { Pattern } from './pattern.ts';
import type { ReadWord } from './reading.ts';

/** Where a pattern that begins at a word ends (the index after it); null when it does not match there. */
export function matchAt(
  words: readonly ReadWord[],
  start: number,
  { slots }: Pattern,
  withinSentence = false,
): number | null {
  // A gap never reaches over the end of a sentence; neighbours may, for people put full stops anywhere.
  const from = (index: number, place: number, gapped: boolean): number | null => {
    const slot = slots[place];
    if (!slot) return index;
    if (slot.kind === 'gap') return afterGap(index, place, slot.words);
    const word = words[index];
    if (word && !(word.opens && (gapped || (withinSentence && index > start)))) {
      const end = afterWord(word, index, place, slot.readings);
      if (end !== null) return end;
    }
    return slot.kind === 'optional' ? from(index, place + 1, gapped) : null;
  };
  const afterWord = (
    word: ReadWord,
    index: number,
    place: number,
    readings: ReadonlySet<string>,
  ) => {
    const among = (reading: string) => readings.has(reading);
    const end = word.readings.some(among) ? from(index + 1, place + 1, false) : null;
    if (end !== null) return end;
    for (const { readings: whole, words: length } of word.together) {
      const wholeEnd = whole.some(among) ? from(index + length, place + 1, false) : null;
      if (wholeEnd !== null) return wholeEnd;
    }
    return null;
  };
  const afterGap = (index: number, place: number, most: number): number | null => {
    let skipped = 0;
    for (let next = index; ; next += 1) {
      const end = from(next, place + 1, next > index);
      if (end !== null) return end;
      const word = words[next];
      if (!word || word.opens) return null;
      if (!word.glued || next === index) skipped += 1;
      if (skipped > most) return null;
    }
  };
  return from(start, 0, false);
}
