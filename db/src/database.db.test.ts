import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { createEventLog } from './sqlite-event-log.ts';
import { makeSqliteMedium, type SqliteMedium } from './testing/sqlite-medium.ts';
import { SmallDesk } from './testing/small-desk.ts';

let medium: SqliteMedium;
beforeEach(async () => {
  medium = await makeSqliteMedium();
});
afterEach(() => medium.destroy());

test.each([
  ['UPDATE events SET body = body', 'never rewritten'],
  [`UPDATE events SET hash = 'x' WHERE seq = 1`, 'never rewritten'],
  ['DELETE FROM events', 'never deleted'],
  [
    'INSERT OR REPLACE INTO events SELECT seq, stream, stream_id, type, at, body, hash FROM events',
    'takes the next seq',
  ],
])('[LOG-5] the file itself refuses to change an event: %s', async (statement, why) => {
  await new SmallDesk(await medium.open()).ticket('a');
  expect(() => medium.database.client.exec(statement)).toThrow(why);
});

test('[LOG-1] the file itself refuses a gap', async () => {
  await new SmallDesk(await medium.open()).ticket('a');
  const insert = (seq: number) =>
    medium.database.client
      .prepare(`INSERT INTO events SELECT ?, stream, stream_id, type, at, body, hash FROM events`)
      .run(seq);
  expect(() => insert(3)).toThrow('takes the next seq');
});

test('[RUN-4] a commit waits for the disk, and readers do not wait for a writer', () => {
  const { client } = medium.database;
  expect(client.pragma('journal_mode', { simple: true })).toBe('wal');
  const full = 2;
  expect(client.pragma('synchronous', { simple: true })).toBe(full);
  expect(client.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('[SYNC-1] a log keeps the name that it was made with', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-db-'));
  const path = join(folder, 'vigie.db');
  const first = openDatabase(path, { newLogId: () => 'log-one' });
  first.close();
  const again = openDatabase(path, { newLogId: () => 'log-two' });
  again.close();
  await rm(folder, { recursive: true });
  expect([first.logId, again.logId]).toEqual(['log-one', 'log-one']);
});

test('[RUN-2] a file that is no database is refused, and left as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-db-'));
  const path = join(folder, 'letter.txt');
  await writeFile(path, 'Madame, Monsieur, '.repeat(100));
  expect(() => openDatabase(path)).toThrow('not a database');
  await rm(folder, { recursive: true });
});

test('[LOG-5] the chain goes on from what another process appended meanwhile', async () => {
  const desk = new SmallDesk(await medium.open(), 'one');
  await desk.ticket('a');
  const database = openDatabase(medium.path);

  const log = createEventLog(database);
  await new SmallDesk(log, 'two').ticket('b');
  expect(await desk.ticket('c')).toBe(3);
  expect(await log.verify()).toMatchObject({ ok: true, events: 3 });
  await log.close();
  database.close();
});
