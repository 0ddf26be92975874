import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { draftOf } from './drafts.ts';

const stage = stageDatabase();

function save(text: string, revision: number, token: number, by = 'ana'): Promise<void> {
  return stage.write({ draft: { ticketId: 'a', text, revision, token, by, savedAt: revision } });
}

test('[LOCK-8] a draft is what was saved last, whole, one a ticket', async () => {
  await save('Madame,', 1, 5);
  await save('Madame, Monsieur,', 2, 5);
  const last = {
    ticketId: 'a',
    text: 'Madame, Monsieur,',
    revision: 2,
    token: 5,
    by: 'ana',
    savedAt: 2,
  };
  expect(draftOf(stage.database, 'a')).toEqual(last);
  expect(draftOf(stage.database, 'b')).toBeNull();
});

test.each([1, 2])(
  '[LOCK-8] a save of revision %i that arrives after revision 2 changes nothing',
  async (late) => {
    await save('new', 2, 5);
    await save('late', late, 5);
    expect(draftOf(stage.database, 'a')).toMatchObject({ text: 'new', revision: 2 });
  },
);

test('[LOCK-6] under a later token the draft goes on, whatever its revision', async () => {
  await save('of ana', 40, 5);
  await save('of ben', 1, 6, 'ben');
  expect(draftOf(stage.database, 'a')).toMatchObject({ text: 'of ben', by: 'ben', revision: 1 });
  await save('too late', 41, 5);
  expect(draftOf(stage.database, 'a')).toMatchObject({ text: 'of ben' });
});

test('[LOCK-8] in whatever order saves arrive, the newest of the newest token stays', async () => {
  let n = 0;
  const saves = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 5 })),
    {
      minLength: 1,
      maxLength: 8,
      selector: ([token, revision]) => `${String(token)}-${String(revision)}`,
    },
  );
  await fc.assert(
    fc.asyncProperty(saves, async (arriving) => {
      n += 1;
      const ticketId = `t${String(n)}`;
      for (const [token, revision] of arriving) {
        const text = `${String(token)}-${String(revision)}`;
        await stage.write({ draft: { ticketId, text, revision, token, by: 'ana', savedAt: 1 } });
      }
      const [newest] = arriving.toSorted(([t1, r1], [t2, r2]) => t2 - t1 || r2 - r1);
      expect(draftOf(stage.database, ticketId)?.text).toBe(newest?.map(String).join('-'));
    }),
    { numRuns: 40 },
  );
});

test('[MAIL-8] the words of a sent answer replace the draft, and leave its revision alone', async () => {
  await save('half', 7, 5);
  await stage.write({ draft: { ticketId: 'a', text: 'whole', token: 5, by: 'ana', savedAt: 9 } });
  expect(draftOf(stage.database, 'a')).toMatchObject({ text: 'whole', revision: 7 });
  await save('late', 7, 5);
  expect(draftOf(stage.database, 'a')).toMatchObject({ text: 'whole' });
  await save('after the withdrawal', 8, 5);
  expect(draftOf(stage.database, 'a')).toMatchObject({ text: 'after the withdrawal' });
});

test('[LOCK-8] closing a ticket ends its draft', async () => {
  const { desk, database } = stage;
  await desk.person('ana');
  await desk.ticket('a');
  const claimed = await desk.claim('ana', 'a', 1);
  const token = claimed.ok ? claimed.token : 0;
  await save('Madame,', 1, token);
  const close = { type: 'close-ticket', token, reason: 'spam', contactId: null } as const;
  await desk.act('ana', 'a', close, 2);
  expect(draftOf(database, 'a')).toBeNull();
});
