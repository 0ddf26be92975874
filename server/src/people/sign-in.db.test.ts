import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { password, TestService } from '../testing/test-service.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
});
afterEach(() => service.close());

const minute = 60_000;
const hour = 60 * minute;
const isIn = (login: string) => service.app.staff.person(login)?.signedInAt != null;
const chosen = 'a password that I chose';

async function eventTypes(): Promise<string[]> {
  const events = await service.app.log.read(0, 1_000);
  return events.map(({ event }) => event.type).filter((type) => /^signed|^password/.test(type));
}

/** A screen of whoever signed in last under this login, connected to the live feed. */
async function screenOf(login: string): Promise<Socket> {
  const base = await service.app.http.listen({ port: 0, host: '127.0.0.1' });
  const socket = io(base, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { Cookie: service.cookieOf(login) },
  });
  await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
  return socket;
}

describe('signing in', () => {
  test('[ACCESS-2] the right password opens a session in a cookie that no script reads', async () => {
    const response = await service.signIn('ana');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      you: { id: 'ana', role: 'agent', standsIn: false, mustChoosePassword: false },
      mode: 'production',
      contact: 'contact@vigie.example',
      serverTime: service.time.now(),
    });
    expect(response.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(isIn('ana')).toBe(true);
    expect((await service.get('ana', '/api/session')).json()).toEqual(response.json());
  });

  test('[ACCESS-2] the token itself is stored nowhere', async () => {
    await service.signIn('ana');
    const token = service.cookieOf('ana').split('=')[1] ?? 'none';
    const { client } = service.app.database;
    const [stored] = client.prepare('SELECT * FROM sessions').raw().all() as unknown[][];
    expect(stored).toBeDefined();
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test('[ACCESS-2] a wrong password, an unknown login and an ended person get one answer, for one check each', async () => {
    await service.signIn('gallois');
    await service.command('gallois', { type: 'end-person', personId: 'ben' });
    let checks = 0;
    const verify = service.passwords.verify.bind(service.passwords);
    service.passwords.verify = async (...args) => {
      checks += 1;
      return verify(...args);
    };
    const answers = [
      await service.signIn('ana', 'not the password'),
      await service.signIn('nobody'),
      await service.signIn('ben'),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.json()).toEqual({
      ok: false,
      refusal: 'not-allowed',
      message: 'Identifiant ou mot de passe incorrect.',
    });
    expect(checks).toBe(3);
  });

  test('[ACCESS-2] too many wrong passwords are refused before they are checked', async () => {
    for (let n = 0; n < 10; n += 1) await service.signIn('ana', 'wrong');
    const refused = await service.signIn('ana');
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ refusal: 'too-many' });
    expect((await service.signIn('ben')).statusCode).toBe(200);
    await service.advance(10 * minute);
    expect((await service.signIn('ana')).statusCode).toBe(200);
  });

  test('[ACCESS-2] a right password is no guess, however often it is given', async () => {
    for (let n = 0; n < 11; n += 1) expect((await service.signIn('ana')).statusCode).toBe(200);
    let current = password;
    for (let n = 0; n < 11; n += 1) {
      const next = `${password} ${String(n)}`;
      const changed = await service.post('ana', '/api/password', { current, next });
      expect(changed.statusCode).toBe(200);
      service.keepCookie('ana', changed);
      current = next;
    }
  });

  test('[ACCESS-2] signing in again replaces the session that this browser had', async () => {
    await service.signIn('ana');
    const former = service.cookieOf('ana');
    const again = await service.ask('ana', {
      method: 'POST',
      url: '/api/session',
      payload: { login: 'ana', password },
    });
    service.keepCookie('ana', again);
    const asked = { method: 'GET', url: '/api/session' } as const;
    const old = await service.ask(null, { ...asked, headers: { cookie: former } });
    expect(old.statusCode).toBe(401);
    expect((await service.get('ana', '/api/session')).statusCode).toBe(200);
    expect(await eventTypes()).toEqual(['signed-in']);
  });

  test.each([
    '',
    'x',
    'vigie_session=',
    'vigie_session=forged',
    'vigie_session=%00;vigie_session=x',
  ])('[ACCESS-2] a forged cookie is nobody’s: %j', async (cookie) => {
    await service.signIn('ana');
    const asked = { method: 'GET', url: '/api/people', headers: { cookie } } as const;
    const response = await service.ask(null, asked);
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ ok: false, refusal: 'signed-out' });
  });

  test('[ACCESS-2] over https the cookie never travels in the clear', async () => {
    const overHttps = await TestService.open({ publicUrl: 'https://vigie.service.example' });
    const response = await overHttps.signIn('ana');
    expect(response.cookies[0]).toMatchObject({ secure: true });
    await overHttps.close();
  });
});

describe('a session', () => {
  test('[LOCK-7] the first session of a person signs them in, the last one signs them out', async () => {
    await service.signIn('ana');
    const first = service.cookieOf('ana');
    await service.signIn('ana');
    await service.ask('ana', { method: 'DELETE', url: '/api/session' });
    expect(isIn('ana')).toBe(true);
    const headers = { cookie: first };
    await service.ask(null, { method: 'DELETE', url: '/api/session', headers });
    expect(isIn('ana')).toBe(false);
    expect(await eventTypes()).toEqual(['signed-in', 'signed-out']);
  });

  test('[ACCESS-2] a session ends after an hour without use, and its end is an event', async () => {
    await service.signIn('ana');
    await service.advance(59 * minute);
    expect((await service.get('ana', '/api/session')).statusCode).toBe(200);
    await service.advance(hour - 1);
    expect(isIn('ana')).toBe(true);
    await service.advance(minute);
    expect((await service.get('ana', '/api/session')).statusCode).toBe(401);
    expect(isIn('ana')).toBe(false);
  });

  test('[ACCESS-2] a session ends 14 hours after the sign-in, however much it is used', async () => {
    await service.signIn('ana');
    for (let halves = 0; halves < 27; halves += 1) {
      await service.advance(hour / 2);
      expect((await service.get('ana', '/api/session')).statusCode).toBe(200);
    }
    await service.advance(hour / 2 + minute);
    expect(isIn('ana')).toBe(false);
  });

  test('[ACCESS-2] an open screen keeps its session, and is cut when the session ends', async () => {
    await service.signIn('ana');
    const socket = await screenOf('ana');
    const ended = new Promise<void>((resolve) => socket.on('session-ended', () => resolve()));
    await service.advance(3 * hour);
    expect(isIn('ana')).toBe(true);
    await service.signIn('gallois');
    await service.command('gallois', { type: 'reset-password', personId: 'ana' });
    await ended;
    expect(isIn('ana')).toBe(false);
    socket.disconnect();
  });

  test('[ACCESS-2] an open screen keeps its own session, and no other of its owner', async () => {
    await service.signIn('ana');
    const headers = { cookie: service.cookieOf('ana') };
    await service.signIn('ana');
    const socket = await screenOf('ana');
    await service.advance(3 * hour);
    const elsewhere = await service.ask(null, { method: 'GET', url: '/api/session', headers });
    expect(elsewhere.statusCode).toBe(401);
    expect((await service.get('ana', '/api/session')).statusCode).toBe(200);
    expect(socket.connected).toBe(true);
    socket.disconnect();
  });

  test('[ACCESS-2] sessions outlive a restart; those that ended meanwhile sign out at the start', async () => {
    await service.signIn('ana');
    await service.stop();
    service.time.jump(minute);
    await service.start();
    expect((await service.get('ana', '/api/session')).statusCode).toBe(200);
    await service.stop();
    service.time.jump(2 * hour);
    await service.start();
    expect(isIn('ana')).toBe(false);
  });

  test('[LOCK-7] whoever a crash left signed in without a session is signed out at the start', async () => {
    await service.signIn('ana');
    service.app.database.client.exec('DELETE FROM sessions');
    await service.stop();
    await service.start();
    expect(isIn('ana')).toBe(false);
  });
});

describe('a password', () => {
  const change = (current: string, next = chosen) =>
    service.post('ana', '/api/password', { current, next });

  test('[ACCESS-2] changing it gives this session a new token and ends all others', async () => {
    await service.signIn('ana');
    const elsewhere = service.cookieOf('ana');
    await service.signIn('ana');
    const former = service.cookieOf('ana');
    service.keepCookie('ana', await change(password));
    for (const cookie of [elsewhere, former]) {
      const asked = { method: 'GET', url: '/api/session', headers: { cookie } } as const;
      expect((await service.ask(null, asked)).statusCode).toBe(401);
    }
    expect((await service.get('ana', '/api/session')).statusCode).toBe(200);
    expect((await service.signIn('ben', password)).statusCode).toBe(200);
    expect((await service.signIn('ana', password)).statusCode).toBe(401);
    expect((await service.signIn('ana', chosen)).statusCode).toBe(200);
    expect(await eventTypes()).toContain('password-chosen');
  });

  test('[ACCESS-2] it is changed only by who knows the former one, to another that is long enough', async () => {
    await service.signIn('ana');
    expect((await change('wrong')).json()).toMatchObject({ refusal: 'not-allowed' });
    expect((await change(password, password)).json()).toMatchObject({ refusal: 'unchanged' });
    const short = await change(password, 'too short');
    expect(short.statusCode).toBe(422);
    expect(short.json()).toHaveProperty('message', expect.stringMatching(/next .*12/));
  });

  test('[ACCESS-2] a one-time password opens nothing but the choice of another', async () => {
    await service.signIn('gallois');
    const reset = await service.command('gallois', { type: 'reset-password', personId: 'ana' });
    const oneTime = reset.json<{ password: string }>().password;
    const session = await service.signIn('ana', oneTime);
    expect(session.json()).toMatchObject({ you: { mustChoosePassword: true } });
    const closed = [
      await service.command('ana', { type: 'claim-next' }),
      await service.get('ana', '/api/search?q=x'),
      await service.get('ana', '/api/people'),
    ];
    expect(closed.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
    service.keepCookie('ana', await change(oneTime));
    expect((await service.command('ana', { type: 'claim-next' })).json()).toMatchObject({
      refusal: 'nothing-to-claim',
    });
  });
});

describe('a reset while a password is checked', () => {
  /** Resets ana's password once the next check is done, before its outcome counts. */
  async function resetAfterNextCheck(): Promise<void> {
    await service.signIn('gallois');
    const verify = service.passwords.verify.bind(service.passwords);
    service.passwords.verify = async (...args) => {
      service.passwords.verify = verify;
      const verification = await verify(...args);
      await service.command('gallois', { type: 'reset-password', personId: 'ana' });
      return verification;
    };
  }

  test('[ACCESS-2] the former password opens no session any more', async () => {
    await resetAfterNextCheck();
    expect((await service.signIn('ana')).statusCode).toBe(401);
    expect(isIn('ana')).toBe(false);
  });

  test('[ACCESS-2] whoever knew the former password chooses none over the new one', async () => {
    await service.signIn('ana');
    await resetAfterNextCheck();
    const change = { current: password, next: chosen };
    const refused = await service.post('ana', '/api/password', change);
    expect(refused.json()).toMatchObject({ refusal: 'not-allowed' });
    expect((await service.signIn('ana', chosen)).statusCode).toBe(401);
  });
});

describe('the first commissioner', () => {
  const form = {
    login: 'Durand',
    name: 'Anne Durand',
    rank: 'Cre',
    alias: 'RIO 1',
    password: chosen,
  };

  test('[RUN-2] an empty service has one link, which creates its first commissioner and signs them in', async () => {
    const empty = await TestService.empty();
    const link = empty.app.firstCommissionerLink ?? '';
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4600\/premier-acces#[\w-]{43}$/);
    const token = link.split('#')[1];
    const wrong = await empty.post(null, '/api/first-commissioner', { ...form, token: 'guess' });
    expect(wrong.json()).toMatchObject({ refusal: 'not-allowed' });
    const created = await empty.post(null, '/api/first-commissioner', { ...form, token });
    expect(created.json()).toMatchObject({ you: { login: 'durand', role: 'commissioner' } });
    empty.keepCookie('durand', created);
    expect((await empty.get('durand', '/api/people')).statusCode).toBe(200);
    const again = { ...form, login: 'eve', token };
    expect((await empty.post(null, '/api/first-commissioner', again)).statusCode).toBe(403);
    await empty.close();
  });

  test('[RUN-2] a service with a commissioner has no such link', async () => {
    await service.stop();
    await service.start();
    expect(service.app.firstCommissionerLink).toBeNull();
  });
});
