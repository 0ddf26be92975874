import { sql } from 'drizzle-orm';
import { slips, slipsAllowed } from '@vigie/shared/triage/spelling';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';

/** So many characters of a mail's text are searched, some thirty pages; the triggers of the index say the same. */
const searchedCharacters = 60_000;
/** So many words that stand in the table are remembered. */
const mostRemembered = 50_000;
/** Of a word of this length, in letters, a slip of the pen is looked for. */
const shortest = 5;
const longest = 30;
/** So many words that share the most letters are compared one by one. */
const mostCompared = 200;
/** A beginning of more words than these is left a beginning: each word costs at each hit. */
const mostBegun = 20;
/** … and the nearest of them are searched for. */
const mostNear = 6;

/** Whatever is longer than this by a letter has been learnt. */
const listable = /^[a-z0-9]{4,30}$/;

const listed = sql`json_each(${sql.placeholder('words')})`;

/** Tables of the index are none of drizzle's. */
const clientOf = (orm: Database['drizzle']) =>
  (orm as Database['drizzle'] & Pick<{ $client: Database['client'] }, '$client'>).$client;

const statements = prepared((orm) => ({
  learn: clientOf(orm).prepare<[string]>(
    `INSERT OR IGNORE INTO search_words (word) SELECT value FROM json_each(?)`,
  ),
  forget: clientOf(orm).prepare<[string]>(
    `DELETE FROM search_words WHERE word IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM mails_search_terms WHERE term = search_words.word)`,
  ),
  begun: clientOf(orm)
    .prepare<[string, string, number], string>(
      `SELECT word FROM search_words WHERE word > ? AND word < ? LIMIT ?`,
    )
    .pluck(),
  near: orm
    .select({ word: sql<string>`known.word` })
    .from(
      sql`(select search_words_near.rowid as no, count(*) as shared from ${listed} word
        join search_words_near on search_words_near match word.value
        group by search_words_near.rowid order by shared desc limit ${sql.placeholder('limit')}) hits`,
    )
    .innerJoin(sql`search_words known`, sql`known.no = hits.no`)
    .prepare(),
}));

/** The words of a text as the index of mails folds them, each once. */
export function foldedWords(text: string): string[] {
  const words = foldOf(text).split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words)].filter(({ length }) => length >= shortest && length <= longest);
}

function foldOf(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * The word itself and those of mails that it may begin; null where they are too many to list, or not
 * all known: the shortest are never learnt, and of other scripts the index folds some in its own way.
 */
export function begunWords(database: Database, typed: string): string[] | null {
  const word = foldOf(typed);
  if (!listable.test(word)) return null;
  const longer = statements(database).begun.all(word, `${word}\u{10ffff}`, mostBegun);
  return longer.length < mostBegun ? [word, ...longer] : null;
}

/** Words that are known to stand in the table of each database: nearly all of a mail's are among them. */
const remembered = new WeakMap<Database, Set<string>>();

/** Adds the words of a mail to those that a slip of the pen is compared with. */
export function learnWords(database: Database, texts: readonly string[]): void {
  const known = remembered.get(database) ?? new Set();
  const words = texts.flatMap((text) => foldedWords(text.slice(0, searchedCharacters)));
  const fresh = words.filter((word) => !known.has(word));
  if (!fresh.length) return;
  statements(database).learn.run(JSON.stringify(fresh));
  if (known.size + fresh.length > mostRemembered) known.clear();
  for (const word of fresh.slice(0, mostRemembered)) known.add(word);
  remembered.set(database, known);
}

/** To be called wherever the table may be another than it was: a transaction was undone, or somebody else wrote. */
export function rememberNoWords(database: Database): void {
  remembered.delete(database);
}

/** Forgets those of these words that no mail holds any more (ACCESS-4). */
export function forgetWords(database: Database, words: readonly string[]): void {
  rememberNoWords(database);
  statements(database).forget.run(JSON.stringify(words));
}

/** The words of mails nearest to this one, which somebody may have meant who typed it. */
export function nearWords(database: Database, typed: string): string[] {
  const [word] = foldedWords(typed);
  if (!word) return [];
  const trigrams = trigramsOf(word).map((trigram) => `"${trigram}"`);
  const request = { words: JSON.stringify(trigrams), limit: mostCompared };
  const allowed = Math.max(1, slipsAllowed(word.length));
  const compared = statements(database)
    .near.all(request)
    .map(({ word: known }) => ({ known, far: slips(word, known) }))
    .filter(({ far }) => far > 0 && far <= allowed);
  const nearest = Math.min(...compared.map(({ far }) => far));
  const meant = compared.filter(({ far }) => far === nearest);
  return meant.slice(0, mostNear).map(({ known }) => known);
}

function trigramsOf(word: string): string[] {
  const letters = [...word];
  return [...new Set(letters.slice(2).map((_, n) => letters.slice(n, n + 3).join('')))];
}
