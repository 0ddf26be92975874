/** More words than anybody types; a longer query must not cost more. */
const mostWords = 12;

/**
 * What the user typed, as a query of the search index: each word as a phrase of which the last part
 * may go on. Null when there is no word in it. Quoted, so that no sign of theirs is syntax.
 */
export function searchTerms(typed: string): string | null {
  const words = typed
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, mostWords);
  if (!words.length) return null;
  return words.map((word) => `"${word.replaceAll('"', ' ').trim()}"*`).join(' ');
}
