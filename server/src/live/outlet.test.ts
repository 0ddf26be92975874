import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Server, type Socket } from 'socket.io';
import { io, type Socket as ClientSocket } from 'socket.io-client';
import { encodeEvent } from './encoded-event.ts';
import { Outlet } from './outlet.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server's socket, its outlet, and the client at the other end with all that it heard. */
async function pair(): Promise<{
  socket: Socket;
  outlet: Outlet;
  heard: unknown[];
  client: ClientSocket;
}> {
  const httpServer: HttpServer = createServer();
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const server = new Server(httpServer, { transports: ['websocket'] });
  closers.push(() => server.close());
  const connected = new Promise<Socket>((resolve) => server.on('connection', resolve));
  const { port } = httpServer.address() as AddressInfo;
  const client = io(`http://127.0.0.1:${String(port)}`, {
    transports: ['websocket'],
    forceNew: true,
  });
  closers.push(() => client.disconnect());
  const heard: unknown[] = [];
  client.onAny((_name, word: unknown) => heard.push(word));
  const socket = await connected;
  return { socket, outlet: new Outlet(socket.conn), heard, client };
}

function until(client: ClientSocket, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => (isSo() ? resolve() : undefined);
    client.onAny(look);
    look();
  });
}

function heartbeat(n: unknown) {
  return encodeEvent('heartbeat', JSON.stringify(n));
}

test('[SYNC-8] the inside of engine.io and ws is still as the direct way takes it to be', async () => {
  const { outlet } = await pair();
  expect(outlet.isDirect).toBe(true);
});

test('[SYNC-1] what goes the direct way and what socket.io sends itself keep their order', async () => {
  const { socket, outlet, heard, client } = await pair();
  const all = Array.from({ length: 300 }, (_, n) => n);
  for (const n of all) {
    // In runs, so that the direct way meets engine.io idle, sending, and holding packets back.
    if (n % 7 < 3) socket.emit('note', n);
    else outlet.send(heartbeat(n));
    if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await until(client, () => heard.length === all.length);
  expect(heard).toEqual(all);
});

test('[SYNC-1] behind a snapshot, which is two packets, a frame waits for its turn', async () => {
  const { socket, outlet, heard, client } = await pair();
  socket.emit('first', 1);
  socket.emit('snapshot', Buffer.from('vue'));
  outlet.send(heartbeat(3));
  await until(client, () => heard.length === 3);
  expect(heard).toEqual([1, Buffer.from('vue'), 3]);
});

test.each([1, 125, 126, 65_535, 65_536, 200_000])(
  '[SYNC-8] a frame of about %i bytes arrives as socket.io would have sent it',
  async (bytes) => {
    const { outlet, heard, client } = await pair();
    const words = ['é'.repeat(Math.ceil(bytes / 2)), 'x'.repeat(bytes)];
    for (const word of words) outlet.send(heartbeat(word));
    await until(client, () => heard.length === 2);
    expect(heard).toEqual(words);
  },
);

test.each(Array.from({ length: 12 }, (_, n) => 100 + n))(
  '[SYNC-8] … and so does one of %i bytes, around the edge of the short header',
  async (bytes) => {
    const { outlet, heard, client } = await pair();
    outlet.send(heartbeat('x'.repeat(bytes)));
    await until(client, () => heard.length === 1);
    expect(heard).toEqual(['x'.repeat(bytes)]);
  },
);

test('what engine.io keeps back for a client that takes nothing counts as its backlog', async () => {
  const { socket, outlet, heard, client } = await pair();
  socket.emit('first', 'x');
  socket.emit('second', 'x');
  for (let n = 0; n < 10; n += 1) outlet.send(heartbeat('x'.repeat(1_000)));
  expect(outlet.backlogBytes).toBeGreaterThan(10_000);
  await until(client, () => heard.length === 12);
  outlet.send(heartbeat('x'));
  await until(client, () => heard.length === 13);
  expect(outlet.backlogBytes).toBe(0);
});

test('a cut is seen by the client as a lost connection, so that it comes back', async () => {
  const { outlet, client } = await pair();
  const ended = new Promise((resolve) => client.on('disconnect', resolve));
  outlet.cut();
  expect(await ended).toBe('transport close');
});

test('what is sent after the end goes nowhere and throws nothing', async () => {
  const { socket, outlet } = await pair();
  const gone = new Promise((resolve) => socket.on('disconnect', resolve));
  outlet.cut();
  outlet.send(heartbeat(1));
  await gone;
  outlet.send(heartbeat(2));
});
