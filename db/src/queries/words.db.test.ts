import { expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import type { WordsRow } from '../writes.ts';
import { keptTextsOf, notesOf, wordsByIds } from './words.ts';

const stage = stageDatabase();

const note: WordsRow = {
  id: 'n1',
  kind: 'note',
  ticketId: 'a',
  by: 'ana',
  at: 5,
  text: 'A rappelé.',
  refusal: null,
};

test('[LOG-4] words are found by their ids; what was erased is missing', async () => {
  await stage.write({ words: [note, { ...note, id: 'n2' }] });
  stage.database.client.exec(`DELETE FROM words WHERE id = 'n2'`);
  const found = wordsByIds(stage.database, ['n1', 'n2', 'none']);
  expect([...found]).toEqual([['n1', note]]);
  expect(wordsByIds(stage.database, []).size).toBe(0);
});

test('[LOG-4] a ticket’s notes stand in order of time', async () => {
  const other = { ...note, id: 'n0', at: 3 };
  const reason: WordsRow = { ...note, id: 'r', kind: 'reason' };
  await stage.write({ words: [note, other, reason, { ...note, id: 'x', ticketId: 'b' }] });
  expect(notesOf(stage.database, 'a')).toEqual([other, note]);
});

test('[LOCK-3] what was refused is kept, and shown to its author alone', async () => {
  const kept: WordsRow = { ...note, id: 'k', kind: 'kept', refusal: 'stale-token' };
  await stage.desk.log.transact(
    { key: 'stale', by: 'ana', at: 5, type: 'send-reply', origin: null },
    [],
    () => ({ ok: false, refusal: 'stale-token', writes: { words: [kept] }, answer: null }),
  );
  expect(keptTextsOf(stage.database, 'a', 'ana')).toEqual([kept]);
  expect(keptTextsOf(stage.database, 'a', 'ben')).toEqual([]);
  expect(keptTextsOf(stage.database, 'b', 'ana')).toEqual([]);
});
