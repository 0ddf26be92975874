import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Commander } from './commander.svelte.ts';
import type { LiveSocket } from './live-socket.ts';
import { TestServer } from './testing/live-server.ts';

let server: TestServer;
let socket: LiveSocket;
let commander: Commander;
let keys = 0;

beforeEach(async () => {
  keys = 0;
  server = await new TestServer().listen();
  socket = server.client().connect();
  commander = new Commander(socket, () => `key-${String((keys += 1))}`);
  await vi.waitFor(() => expect(socket.connected).toBe(true));
});
afterEach(async () => {
  socket.disconnect();
  await server.close();
});

test('[SYNC-9] a command is pending until its answer has come', async () => {
  const answer = commander.send({ type: 'claim-ticket', ticketId: 't1' });
  expect(commander.isPending('claim-ticket', 't1')).toBe(true);
  expect(commander.isPending('claim-ticket', 't2')).toBe(false);
  expect(await answer).toEqual({ ok: true, seq: 10 });
  expect(commander.isPending('claim-ticket')).toBe(false);
});

test('[LOG-6] a command whose answer was lost goes again with the same key', async () => {
  server.answer = () => null;
  const answer = commander.send({ type: 'claim-next' });
  await vi.waitFor(() => expect(server.commands).toHaveLength(1));
  await server.die();
  server.answer = () => ({ ok: true, seq: 11, ticketId: 't1' });
  await server.listen();
  expect(await answer).toMatchObject({ ok: true, ticketId: 't1' });
  expect(server.commands.map(({ key }) => key)).toEqual(['key-1', 'key-1']);
});

test('an act given offline is refused at once, so that it does not happen minutes later', async () => {
  socket.disconnect();
  expect(await commander.send({ type: 'claim-next' })).toMatchObject({ refusal: 'offline' });
  expect(server.commands).toEqual([]);
});

test('a refusal of the server is an answer, not an error', async () => {
  server.answer = () => ({ ok: false, refusal: 'held-by-other', message: 'pris' });
  const answer = await commander.send({ type: 'claim-ticket', ticketId: 't1' });
  expect(answer).toMatchObject({ ok: false, refusal: 'held-by-other' });
});
