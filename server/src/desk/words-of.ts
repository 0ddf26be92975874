import type { WordsRow } from '@vigie/db/writes';
import type { Asking } from './plan.ts';

/** Typed words as the row under which they are kept, apart from the log (LOG-4). */
export function wordsRow(
  { by, at, newId }: Asking,
  kind: WordsRow['kind'],
  ticketId: string | null,
  text: string,
): WordsRow {
  return { id: newId(), kind, ticketId, by, at, text, refusal: null };
}
