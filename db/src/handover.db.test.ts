import Sqlite from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkProjections } from './check-projections.ts';
import { fieldsOfHandover } from './handover-texts.ts';
import { loadRoom } from './projections.ts';
import { makeSqliteMedium, type SqliteMedium } from './testing/sqlite-medium.ts';
import { SmallDesk } from './testing/small-desk.ts';

let medium: SqliteMedium;
let desk: SmallDesk;
beforeEach(async () => {
  medium = await makeSqliteMedium();
  desk = new SmallDesk(await medium.open());
});
afterEach(() => medium.destroy());

const began = (shiftId: string) => ({ type: 'shift-began', shiftId, startMs: 7 }) as const;

test('[HAND-2] a log from before the first relief says by its clock who answers, and rebuilds the same', async () => {
  await desk.happen({ stream: 'room', id: 'room', events: [began('JOUR-A:1')] }, 5);
  await desk.happen({ stream: 'room', id: 'room', events: [began('NUIT-A:1')] }, 9);
  const raw = new Sqlite(medium.path);
  // As it stood before responsibility was a part of the room's state.
  raw.exec(`UPDATE room SET state = json_remove(state, '$.responsibility')`);
  raw.exec(readFileSync(new URL('../migrations/0006_responsibility.sql', import.meta.url), 'utf8'));
  raw.close();
  expect(loadRoom(medium.database).responsibility).toEqual({
    shiftId: 'NUIT-A:1',
    since: 9,
    leadId: null,
    handoverId: null,
  });
  expect(await checkProjections(medium.database)).toMatchObject({ ok: true });
});

test('[HAND-1] of a field the last save is read, and once sealed only that is left', async () => {
  const text = (revision: number, words: string) => ({
    handoverText: {
      ...{ handoverId: 'h', item: 'receiver', field: 'synthesis' as const },
      ...{ revision, text: words, by: 'ana', at: revision },
    },
  });
  await desk.happen({ stream: 'room', id: 'room', events: [] });
  await desk.person('ana', {}, { writes: text(1, 'un') });
  await desk.person('ben', {}, { writes: text(2, 'un deux') });
  const current = () => fieldsOfHandover(medium.database, 'h').map(({ text: words }) => words);
  const rows = () =>
    medium.database.client.prepare('SELECT count(*) FROM handover_texts').pluck().get();
  expect([current(), rows()]).toEqual([['un deux'], 2]);
  await desk.person('cleo', {}, { writes: { pruneTextsOf: 'h' } });
  expect([current(), rows()]).toEqual([['un deux'], 1]);
});
