import { io, type Socket } from 'socket.io-client';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { ClientEvents, ServerEvents } from '@vigie/shared/wire/protocol';
import { wireVersion } from '@vigie/shared/wire/version';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestService } from './testing/test-service.ts';

type Screen = Socket<ServerEvents, ClientEvents>;

let service: TestService;
let url: string;
const screens: Screen[] = [];

beforeEach(async () => {
  service = await TestService.open();
  await service.signIn('ana');
  url = await service.app.http.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  for (const screen of screens.splice(0)) screen.disconnect();
  await service.close();
});

/** A socket with this person's session; resolves when it is in, or refused. */
async function open(login: string, headers: Record<string, string> = {}): Promise<Screen> {
  const screen: Screen = io(url, {
    path: '/live',
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { Cookie: service.cookieOf(login), ...headers },
  });
  screens.push(screen);
  await new Promise<void>((answered) => {
    screen.once('connect', answered);
    screen.once('connect_error', () => answered());
  });
  return screen;
}

function command(screen: Screen, given: object): Promise<CommandAnswer> {
  const envelope = { key: `key-${String(Math.random())}`, command: given };
  return new Promise((resolve) => screen.emit('command', envelope, resolve));
}

test('[RUN-3] a command by socket and by HTTP is the same command', async () => {
  const ticketId = await service.receive();
  const screen = await open('ana');
  expect(await command(screen, { type: 'claim-ticket', ticketId })).toMatchObject({
    ok: true,
    ticketId,
    token: service.app.live.head,
  });
  const again = await service.command('ana', { type: 'claim-ticket', ticketId });
  expect(again.json()).toMatchObject({ refusal: 'already-yours' });
  expect(await command(screen, { type: 'claim-ticket', ticketId: 7 })).toMatchObject({
    refusal: 'bad-input',
  });
});

test('[ACCESS-2] nobody without a session, or with a one-time password, opens a socket', async () => {
  expect((await open('nobody')).connected).toBe(false);
  await service.signIn('gallois');
  const reset = await service.command('gallois', { type: 'reset-password', personId: 'ben' });
  await service.signIn('ben', reset.json<{ password: string }>().password);
  expect((await open('ben')).connected).toBe(false);
  expect((await open('ana')).connected).toBe(true);
  expect((await open('ana', { Origin: 'https://evil.example' })).connected).toBe(false);
});

test('[LOCK-2] typing in a ticket keeps its holder’s lease, and a closed screen does not', async () => {
  const ticketId = await service.receive();
  const screen = await open('ana');
  screen.emit('hello', { wire: wireVersion, logId: null, since: null });
  await command(screen, { type: 'claim-ticket', ticketId });
  const lock = () =>
    service.app.database.client
      .prepare('SELECT lock_holder AS holder, lock_until AS until FROM tickets WHERE id = ?')
      .get(ticketId) as { holder: string | null; until: number };
  await service.advance(14 * 60_000);
  screen.emit('whereabouts', { ticketId, typing: true });
  // An answer to what was asked after it shows that the typing has been heard.
  await command(screen, { type: 'end-pause' });
  await service.advance(14 * 60_000);
  expect(lock().holder).toBe('ana');
  screen.disconnect();
  while (service.app.live.isConnected('ana')) await new Promise((done) => setImmediate(done));
  const gone = service.time.now();
  // One minute was left of the lease: a lost connection never lengthens it.
  await service.advance(30_000);
  expect(lock()).toEqual({ holder: 'ana', until: gone + 60_000 });
  await service.advance(30_000);
  expect(lock().holder).toBeNull();
});
