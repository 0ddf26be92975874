import { io, type Socket } from 'socket.io-client';
import { eventsOf } from '@vigie/db/queries/history';
import { commandSchema } from '@vigie/shared/wire/command';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import { snapshotSchema, type Snapshot } from '@vigie/shared/wire/delta';
import type { ClientEvents, ServerEvents } from '@vigie/shared/wire/protocol';
import { wireVersion } from '@vigie/shared/wire/version';
import { wallSessionSchema, wallsSchema, type MadeWall } from '@vigie/shared/wire/wall';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';
import { wallCookie } from './walls.ts';

type WallSocket = Socket<ServerEvents, ClientEvents>;

const types = commandSchema.options.map((option) => option.shape.type.value);
const sockets: WallSocket[] = [];
let service: TestService;
let url: string | null = null;
beforeEach(async () => {
  service = await TestService.open();
  url = null;
  for (const login of ['gallois', 'morel', 'ana']) await service.signIn(login);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await service.close();
});

async function make(): Promise<MadeWall> {
  return (await service.post('gallois', '/api/walls', { name: 'Salle' })).json<MadeWall>();
}

/** The cookie of a wall that was let in, and its id. */
async function enrol(): Promise<{ id: string; cookie: string }> {
  const { id, code } = await make();
  const response = await service.post(null, '/api/wall', { code });
  const token = response.cookies.find(({ name }) => name === wallCookie);
  return { id, cookie: `${wallCookie}=${token?.value ?? ''}` };
}

const as = (cookie: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  service.app.http.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });

async function open(cookie: string, auth: object = { wall: true }): Promise<WallSocket> {
  url ??= await service.app.http.listen({ port: 0, host: '127.0.0.1' });
  const options = { path: '/live', transports: ['websocket'], reconnection: false, forceNew: true };
  const socket: WallSocket = io(url, { ...options, auth, extraHeaders: { Cookie: cookie } });
  sockets.push(socket);
  await new Promise<void>((answered) => {
    socket.once('connect', answered);
    socket.once('connect_error', () => answered());
  });
  return socket;
}

function snapshotOf(socket: WallSocket): Promise<Snapshot> {
  return new Promise((resolve) => {
    socket.once('snapshot', (bytes) => {
      resolve(snapshotSchema.parse(JSON.parse(new TextDecoder().decode(bytes))));
    });
    socket.emit('hello', { wire: wireVersion, logId: null, since: null });
  });
}

describe('[ACCESS-2] a wall is let in by a code', () => {
  test('that the commissioner alone makes, and that opens once', async () => {
    for (const login of ['morel', 'ana']) {
      expect((await service.post(login, '/api/walls', { name: 'x' })).statusCode).toBe(403);
      expect((await service.get(login, '/api/walls')).statusCode).toBe(403);
    }
    const { code, link } = await make();
    expect(link).toBe(`http://127.0.0.1:4600/mur#${code}`);
    const spaced = code.toLowerCase().replace(/(.{4})(?=.)/g, '$1-');
    expect((await service.post(null, '/api/wall', { code: spaced })).statusCode).toBe(200);
    expect((await service.post(null, '/api/wall', { code })).statusCode).toBe(403);
  });

  test('that opens nothing after half an hour, and is not guessed for long', async () => {
    const { code } = await make();
    service.time.jump(30 * 60_000);
    expect((await service.post(null, '/api/wall', { code })).statusCode).toBe(403);
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      statuses.push((await service.post(null, '/api/wall', { code: `NO${String(n)}` })).statusCode);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  test('and lives on through months of rest and a restart, until it is revoked', async () => {
    const { id, cookie } = await enrol();
    service.time.jump(200 * 24 * 60 * 60_000);
    await service.stop();
    await service.start();
    await service.signIn('gallois');
    const session = await as(cookie, 'GET', '/api/wall');
    expect(wallSessionSchema.parse(session.json()).name).toBe('Salle');
    expect(session.cookies[0]).toMatchObject({ name: wallCookie, httpOnly: true });
    expect(session.cookies[0]?.maxAge).toBeGreaterThan(300 * 24 * 60 * 60);
    expect(
      (await service.ask('gallois', { method: 'DELETE', url: `/api/walls/${id}` })).statusCode,
    ).toBe(200);
    expect((await as(cookie, 'GET', '/api/wall')).statusCode).toBe(401);
  });
});

test('[LOG-1] making, letting in and revoking a wall are events', async () => {
  const { id } = await enrol();
  await service.ask('gallois', { method: 'DELETE', url: `/api/walls/${id}` });
  const events = eventsOf(service.app.database, 'room', 'room');
  const walls = events.filter(({ event }) => event.type.startsWith('wall-'));
  expect(walls.map(({ by, event }) => [event.type, by])).toEqual([
    ['wall-made', 'gallois'],
    ['wall-enrolled', 'system'],
    ['wall-revoked', 'gallois'],
  ]);
});

describe('[ACCESS-1] a wall only watches', () => {
  test('no command of any type is carried out, by HTTP or by socket', async () => {
    const ticketId = await service.receive();
    const { cookie } = await enrol();
    const socket = await open(cookie);
    const { head } = service.app.live;
    for (const type of types) {
      const envelope = { key: `wall-${type}`, command: { type, ticketId, reason: 'x', text: 'x' } };
      expect([type, (await as(cookie, 'POST', '/api/commands', envelope)).statusCode]).toEqual([
        type,
        401,
      ]);
      const answer = await new Promise<CommandAnswer>((resolve) =>
        socket.emit('command', envelope, resolve),
      );
      expect([type, answer]).toMatchObject([
        type,
        { ok: false, refusal: expect.stringMatching(/not-allowed|too-many/) as string },
      ]);
    }
    expect(service.app.live.head).toBe(head);
  });

  test('no route of the people is open to it', async () => {
    const { cookie } = await enrol();
    for (const url of [
      'session',
      'log',
      'people',
      'walls',
      'search?q=x',
      'tickets?status=closed',
    ]) {
      expect([url, (await as(cookie, 'GET', `/api/${url}`)).statusCode]).toEqual([url, 401]);
    }
  });

  test('[SYNC-4] it hears what the uncleared hear, and nobody is told that it is there', async () => {
    const secret = await service.receive({ finding: { restricted: true } });
    const { id, cookie } = await enrol();
    const socket = await open(cookie);
    const { view, presence } = await snapshotOf(socket);
    expect(view.tickets[secret]).toMatchObject({ veiled: true });
    socket.emit('whereabouts', { ticketId: secret, typing: true });
    const again = await snapshotOf(socket);
    expect(Object.keys({ ...presence, ...again.presence })).not.toContain(id);
  });

  test('it goes dark at once when it is revoked', async () => {
    const { id, cookie } = await enrol();
    const socket = await open(cookie);
    const listed = wallsSchema.parse((await service.get('gallois', '/api/walls')).json());
    expect(listed.walls).toMatchObject([{ id, name: 'Salle', connected: true }]);
    const cut = new Promise((resolve) => socket.once('disconnect', resolve));
    await service.ask('gallois', { method: 'DELETE', url: `/api/walls/${id}` });
    await cut;
    expect((await open(cookie)).connected).toBe(false);
  });

  test('a person’s socket does not become a wall, nor a wall’s a person', async () => {
    const { cookie } = await enrol();
    expect((await open(service.cookieOf('ana'))).connected).toBe(false);
    expect((await open(cookie, {})).connected).toBe(false);
  });
});
