/**
 * The last of `count` rows, numbered from 1, that had been written by an instant; 0 where none had. Found
 * by halves, as numbers and clock grow together. Where the clock was set back, an instant came twice,
 * and either of its places is found.
 */
export function lastUntil(
  atMs: number,
  count: number,
  instantOf: (place: number) => number,
): number {
  let [known, beyond] = [0, count + 1];
  while (beyond - known > 1) {
    const middle = Math.floor((known + beyond) / 2);
    if (instantOf(middle) <= atMs) known = middle;
    else beyond = middle;
  }
  return known;
}
