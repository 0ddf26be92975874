/**
 * Merges two texts that were typed at once on the same base (HAND-1): word by word, each change is
 * kept. Where both changed the same place both stand, first what was saved first: a word that
 * somebody typed is never dropped.
 */
export function mergeWords(base: string, saved: string, typed: string): string {
  if (saved === base || saved === typed) return typed;
  if (typed === base) return saved;
  const [was, first, second] = [tokensOf(base), tokensOf(saved), tokensOf(typed)];
  const kept = stable(was, alignment(was, first), alignment(was, second));
  const end: Anchor = [was.length, first.length, second.length];
  const merged: string[] = [];
  let [b, f, s] = [0, 0, 0];
  for (const [nextB, nextF, nextS] of [...kept, end]) {
    merged.push(...mergeGap(was.slice(b, nextB), first.slice(f, nextF), second.slice(s, nextS)));
    const common = was[nextB];
    if (common !== undefined) merged.push(common);
    [b, f, s] = [nextB + 1, nextF + 1, nextS + 1];
  }
  return merged.join('');
}

type Anchor = readonly [base: number, first: number, second: number];

/** Words and the blanks between them, so that a text is its tokens joined. */
function tokensOf(text: string): string[] {
  return text.match(/\s+|\S+/g) ?? [];
}

/** Between two words that nobody touched: who left it alone yields, and of two changes both stand. */
function mergeGap(was: string[], first: string[], second: string[]): string[] {
  if (same(first, was)) return second;
  if (same(second, was)) return first;
  if (holds(first, second)) return first;
  if (holds(second, first)) return second;
  const touching = isWord(first.at(-1)) && isWord(second[0]);
  return touching ? [...first, ' ', ...second] : [...first, ...second];
}

function isWord(token: string | undefined): boolean {
  return token !== undefined && token.trim() !== '';
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((token, place) => token === other[place]);
}

/** True when all words of the other stand in the one, in their order. */
function holds(one: readonly string[], other: readonly string[]): boolean {
  const sought = other.filter(isWord);
  let place = 0;
  for (const token of one) if (token === sought[place]) place += 1;
  return place === sought.length;
}

/** Words of the base that stand in both texts: there the three agree. */
function stable(
  was: readonly string[],
  inFirst: ReadonlyMap<number, number>,
  inSecond: ReadonlyMap<number, number>,
): Anchor[] {
  return was.flatMap((_, place): Anchor[] => {
    const [first, second] = [inFirst.get(place), inSecond.get(place)];
    return first === undefined || second === undefined ? [] : [[place, first, second]];
  });
}

/** Where each word of the base stands in the text, by their longest common subsequence. */
function alignment(was: readonly string[], text: readonly string[]): Map<number, number> {
  const places = new Map<number, number>();
  let start = 0;
  for (; start < was.length && was[start] === text[start]; start += 1) places.set(start, start);
  let end = 0;
  const shorter = Math.min(was.length, text.length) - start;
  for (; end < shorter && was.at(-1 - end) === text.at(-1 - end); end += 1) {
    places.set(was.length - 1 - end, text.length - 1 - end);
  }
  // People change a few words: only what lies between the equal ends is compared in full.
  const middle = [
    was.slice(start, was.length - end),
    text.slice(start, text.length - end),
  ] as const;
  for (const [i, j] of commonWords(...middle)) places.set(start + i, start + j);
  return places;
}

function* commonWords(
  one: readonly string[],
  other: readonly string[],
): Generator<readonly [number, number]> {
  const lengths = commonLengths(one, other);
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) yield [i++, j++];
    else if (lengthAt(lengths, i + 1, j) >= lengthAt(lengths, i, j + 1)) i += 1;
    else j += 1;
  }
}

function commonLengths(one: readonly string[], other: readonly string[]): number[][] {
  const lengths: number[][] = [];
  for (let i = one.length - 1; i >= 0; i -= 1) {
    const row: number[] = (lengths[i] = []);
    for (let j = other.length - 1; j >= 0; j -= 1) {
      row[j] =
        one[i] === other[j]
          ? lengthAt(lengths, i + 1, j + 1) + 1
          : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
    }
  }
  return lengths;
}

function lengthAt(lengths: readonly number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
