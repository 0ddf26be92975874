/** A word as it is compared: no case, no accent, no doubled letter, no ornament (MAIL-14). */
export function plain(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(cedilla, 's')
    .replace(ornaments, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/([a-z])\1+/g, '$1');
}

// Decomposed first, so that a cedilla typed as two characters is known as well.
const cedilla = /c\u0327/g;
/** Accents, and characters without width that some keyboards and all copied pages leave behind. */
const ornaments = /[\p{M}\p{Cf}]/gu;

/** How a plain word sounds in French, roughly: equal for `frapper`, `frapé`, `couteau`, `couto`. */
export function sound(word: string): string {
  return soundSteps.reduce((heard, [letters, by]) => heard.replace(letters, by), word);
}

/** In order. Capitals are sounds of their own, which later steps leave alone. */
const soundSteps: readonly (readonly [RegExp, string])[] = [
  [/c(?=[eiy])/g, 's'],
  [/(?<=.{2})(er|ez)$/, 'e'],
  [/(?<=.{2})[stxdpz]+$/, ''],
  [/(?<=.{2})e$/, ''],
  [/eau|au/g, 'o'],
  [/ou/g, 'U'],
  [/ph/g, 'f'],
  [/[cs]h|sch/g, 'S'],
  [/h/g, ''],
  [/qu|q|c/g, 'k'],
  [/z/g, 's'],
  [/g(?=[eiy])/g, 'j'],
  [/je(?=[ao])/g, 'j'],
  [/y/g, 'i'],
  [/(ai|ei)(?=n(?![aeiouU])|m(?![aeiouU]))/g, 'i'],
  [/ai|ei/g, 'e'],
  [/(?<!i)e(?=[nm]([^aeiouUnm]|$))/g, 'a'],
  [/m(?=[bp])/g, 'n'],
  [/(.)\1+/g, '$1'],
];

/** True when a person in a hurry may have meant `word` and typed `typed` (both plain). */
export function mayBeTypedFor(typed: string, word: string): boolean {
  const allowed = slipsAllowed(word.length);
  if (allowed === 0 || Math.abs(typed.length - word.length) > allowed) return false;
  // In a short word the first letter is what tells it from its neighbours.
  if (word.length === 5 && typed[0] !== word[0]) return false;
  return slips(typed, word) <= allowed;
}

/** Wrong letters that a word of this length may hold: none in the shortest, which are all alike anyway. */
export function slipsAllowed(length: number): number {
  if (length <= 4) return 0;
  return length <= 8 ? 1 : 2;
}

/** Letters to insert, drop, change or swap with their neighbour to turn one word into the other. */
export function slips(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) least = Math.min(least, at(beforeLast, j - 2) + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
