/** More words than anybody types; a longer query must not cost more. */
const mostWords = 12;

/**
 * What the user typed, as a query of the search index: each word as a phrase of which the last part
 * may go on. Null when there is no word in it. Quoted, so that no sign of theirs is syntax.
 */
export function searchTerms(typed: string): string | null {
  const words = wordsOf(typed);
  return words.length ? words.map(begun).join(' AND ') : null;
}

/** The same for the name and address of a sender alone. */
export function senderTerms(typed: string): string | null {
  const words = wordsOf(typed);
  return words.length ? `{sender} : (${words.map(begun).join(' AND ')})` : null;
}

/**
 * The same with the words written out that `known` has for a beginning, where it knows them all:
 * of whole words the index gives the newest hits first, of a beginning it gathers a year of them.
 * Null where that changes nothing.
 */
export function listedTerms(
  typed: string,
  known: (word: string) => string[] | null,
): string | null {
  const words = wordsOf(typed).map((word) => ({ word, listed: known(word) }));
  if (words.every(({ listed }) => listed === null)) return null;
  return words
    .map(({ word, listed }) => (listed ? `(${listed.map(quoted).join(' OR ')})` : begun(word)))
    .join(' AND ');
}

/**
 * The same where each word may also stand for those that `near` names for it; null where it names
 * none for any.
 */
export function spelledTerms(typed: string, near: (word: string) => string[]): string | null {
  const words = wordsOf(typed).map((word) => ({ word, meant: near(word) }));
  if (words.every(({ meant }) => !meant.length)) return null;
  return words
    .map(({ word, meant }) => `(${[begun(word), ...meant.map(quoted)].join(' OR ')})`)
    .join(' AND ');
}

function wordsOf(typed: string): string[] {
  return typed
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, mostWords);
}

/** Of one letter alone half the index would be a beginning: it is looked for as it stands. */
function begun(word: string): string {
  const phrase = quoted(word);
  return [...phrase].length === 3 ? phrase : `${phrase}*`;
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', ' ').trim()}"`;
}
