import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveFeed } from './live-feed.svelte.ts';
import { ServerClock } from './server-clock.svelte.ts';
import { TestServer } from './testing/live-server.ts';

let server: TestServer;
let feed: LiveFeed;
let stop: () => void;
let ended = 0;

beforeEach(async () => {
  ended = 0;
  server = await new TestServer().listen();
  feed = new LiveFeed(server.client(), new ServerClock(() => Date.now()));
  stop = feed.start({ onended: () => (ended += 1), wakes: new EventTarget() });
  await until(() => feed.started);
});
afterEach(async () => {
  stop();
  await server.close();
});

const until = (holds: () => boolean) =>
  vi.waitFor(
    () => {
      flushSync();
      expect(holds()).toBe(true);
    },
    { timeout: 5_000, interval: 10 },
  );

test('[SYNC-1] a screen starts from a snapshot with its seq, then takes every later delta', async () => {
  expect(server.hellos[0]).toMatchObject({ logId: null, since: null });
  expect(feed.seq).toBe(10);
  const put = { text: 'Consigne', by: 'mo', at: 1 };
  server.frame({ seq: 11, changes: [{ c: 'instruction', id: 'instruction', put }] });
  await until(() => feed.seq === 11);
  expect(feed.view.instruction['instruction']).toEqual(put);
});

test('[SYNC-2] a gap asks for what is missing, and says so until it has it', async () => {
  server.seq = 14;
  server.frame({ seq: 14 });
  await until(() => feed.seq === 14);
  expect(server.caughtUpFrom).toEqual([10]);
  expect(feed.connection).toBe('live');
});

test('[SYNC-3] a heartbeat ahead of the screen twice is proof that something was lost', async () => {
  server.beat(10);
  server.seq = 12;
  server.beat(12);
  server.beat(12);
  await until(() => feed.seq === 12);
  expect(server.caughtUpFrom).toEqual([10]);
});

test('[SYNC-3] one heartbeat that overtakes its frame asks for nothing', async () => {
  server.beat(10);
  server.frame({ seq: 11 });
  server.beat(12);
  server.frame({ seq: 12 });
  server.beat(12);
  await until(() => feed.seq === 12);
  expect(server.caughtUpFrom).toEqual([]);
});

test('[SYNC-6] after the death of the server a screen finds it again and says what it has', async () => {
  await server.die();
  await until(() => feed.connection === 'offline');
  await server.listen();
  await until(() => feed.connection === 'live');
  expect(server.hellos.at(-1)).toMatchObject({ logId: 'log', since: 10 });
});

test('[SYNC-7] a screen of an older version learns that it must reload', async () => {
  server.outdated();
  await until(() => feed.outdated);
});

test('[LOCK-7] who is where is merged, and who left is gone', async () => {
  const here = { ticketId: 't1', typing: true, connected: true };
  server.presence({ ana: here, ben: here });
  server.presence({ ben: null });
  await until(() => 'ana' in feed.presence && !('ben' in feed.presence));
  expect(feed.presence['ana']).toEqual(here);
});

test('[ACCESS-2] the end of the session is told once', async () => {
  server.endSessions();
  await until(() => ended === 1);
});

test('what is heard of news comes with the view before and after it', async () => {
  const heard: unknown[] = [];
  feed.onNews((news, before, after) => {
    heard.push([news.map(({ seq }) => seq), before.instruction, after.instruction]);
  });
  const put = { text: 'Consigne', by: 'mo', at: 1 };
  server.frame({ seq: 11, changes: [{ c: 'instruction', id: 'instruction', put }] });
  await until(() => heard.length === 1);
  expect(heard).toEqual([[[11], {}, { instruction: put }]]);
});
