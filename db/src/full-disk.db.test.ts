import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StorageFull, type Committed, type EventLog } from './event-log.ts';
import { makeSqliteMedium, type SqliteMedium } from './testing/sqlite-medium.ts';
import { SmallDesk } from './testing/small-desk.ts';

let medium: SqliteMedium;
let log: EventLog;
let desk: SmallDesk;
beforeEach(async () => {
  medium = await makeSqliteMedium();
  log = await medium.open();
  desk = new SmallDesk(log);
});
afterEach(() => medium.destroy());

const longText = 'Madame, Monsieur, '.repeat(5_000);
const words = (id: string) => ({
  words: [
    { id, kind: 'note' as const, ticketId: 'a', by: 'ana', at: 1, text: longText, refusal: null },
  ],
});

function allowPages(more: number): void {
  const { client } = medium.database;
  const pages = Number(client.pragma('page_count', { simple: true }));
  client.pragma(`max_page_count = ${String(pages + more)}`);
}

describe('a full disk', () => {
  test('[RUN-4] refuses with StorageFull, and nothing of that transaction has happened', async () => {
    await desk.ticket('a');
    const head = await log.head();
    const heard: Committed[] = [];
    log.follow((committed) => heard.push(committed));
    allowPages(0);
    const refused = desk.ticket('b', {}, { key: 'b', writes: words('long') });
    await expect(refused).rejects.toBeInstanceOf(StorageFull);
    expect(await log.head()).toEqual(head);
    expect(heard).toEqual([]);
    expect(await log.verify()).toMatchObject({ ok: true, events: 1 });
  });

  test('[RUN-4] the next transaction works as soon as there is room, under the same key too', async () => {
    await desk.ticket('a');
    allowPages(0);
    const ask = () => desk.ticket('b', {}, { key: 'b', writes: words('long') });
    await expect(ask()).rejects.toBeInstanceOf(StorageFull);
    allowPages(10_000);
    expect(await ask()).toBe(2);
    expect(await log.verify()).toMatchObject({ ok: true, events: 2 });
  });

  test('[RUN-4] a small transaction may still fit where a large one does not', async () => {
    await desk.ticket('a');
    allowPages(1);
    await expect(desk.ticket('b', {}, { writes: words('long') })).rejects.toBeInstanceOf(
      StorageFull,
    );
    expect(await desk.ticket('c')).toBe(2);
  });

  test('[LOG-7] refuses a whole batch, since its commit is one', async () => {
    await desk.ticket('a');
    allowPages(0);
    const answers = await Promise.allSettled([
      desk.ticket('b'),
      desk.ticket('c', {}, { writes: words('long') }),
      desk.ticket('d'),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const answer of answers) {
      expect(answer).toMatchObject({ reason: { name: 'StorageFull' } });
    }
    allowPages(10_000);
    expect(await desk.ticket('e')).toBe(2);
    expect(await log.verify()).toMatchObject({ ok: true, events: 2 });
  });

  test('[RUN-4] a medium that fails at the commit itself: the process lives and the chain is whole', async () => {
    await medium.database.client.pragma('wal_checkpoint(TRUNCATE)');
    const writer = fileURLToPath(new URL('./testing/write-to-the-limit.ts', import.meta.url));
    // A file-size limit makes the write of the journal fail, as a broken disk does. Root is bound by it too.
    const command = 'ulimit -S -f 600; exec "$0" "$@"';
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      command,
      process.execPath,
      writer,
      medium.path,
    ]);
    const told = JSON.parse(stdout) as {
      acknowledged: string[];
      failures: string[];
      head: { seq: number };
    };
    expect(told.failures).toEqual(['StorageFailed']);
    expect(told.acknowledged.length).toBeGreaterThan(0);
    expect(told.head.seq).toBe(told.acknowledged.length);
    const after = await medium.open();
    const recorded = await after.read(0, 1_000);
    expect(recorded.map(({ streamId }) => streamId)).toEqual(told.acknowledged);
    expect(await after.verify()).toMatchObject({ ok: true });
  });
});
