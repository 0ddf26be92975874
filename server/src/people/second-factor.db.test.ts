import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { password, TestService } from '../testing/test-service.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
});
afterEach(() => service.close());

const stepMs = 30_000;
const codeOf = (key: string) =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: service.time.now() });

const enter = (login: string, code?: string, typed = password) =>
  service.post(null, '/api/session', {
    login,
    password: typed,
    ...(code !== undefined && { code }),
  });

/** Enrols an app for whoever is signed in; gives its key and the recovery codes. */
async function enrol(login: string): Promise<{ key: string; codes: string[] }> {
  const offered = await service.post(login, '/api/second-factor/offer', { password });
  const { key, pending } = offered.json<{ key: string; pending: string }>();
  const answer = await service.post(login, '/api/second-factor', { pending, code: codeOf(key) });
  expect(answer.statusCode).toBe(200);
  return { key, codes: answer.json<{ codes: string[] }>().codes };
}

const events = () =>
  service.app.database.client
    .prepare(`SELECT type FROM events WHERE stream_id = 'gallois'`)
    .pluck()
    .all();

describe('[ACCESS-2] with an app', () => {
  beforeEach(async () => {
    await service.signIn('gallois');
  });

  test('a right password alone opens nothing, and says what is missing; with the code it does', async () => {
    const { key } = await enrol('gallois');
    service.time.jump(stepMs);
    expect((await enter('gallois')).json()).toMatchObject({ refusal: 'code-needed' });
    expect((await enter('gallois')).cookies).toEqual([]);
    expect((await enter('gallois', '000000')).json()).toMatchObject({ refusal: 'wrong-code' });
    expect((await enter('gallois', codeOf(key))).statusCode).toBe(200);
  });

  test('a code is good once, the one that enrolled the app included', async () => {
    const { key } = await enrol('gallois');
    expect((await enter('gallois', codeOf(key))).json()).toMatchObject({ refusal: 'wrong-code' });
    service.time.jump(stepMs);
    const both = await Promise.all([enter('gallois', codeOf(key)), enter('gallois', codeOf(key))]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401]);
  });

  test('nobody learns from it whether a wrong password was nearly right', async () => {
    await enrol('gallois');
    const wrong = await enter('gallois', '123456', 'a wrong password');
    expect(wrong.json()).toMatchObject({ refusal: 'not-allowed' });
  });

  test('guesses at codes are counted: the eleventh gets no answer, not even a right one', async () => {
    const { key } = await enrol('gallois');
    service.time.jump(stepMs);
    for (let n = 0; n < 10; n += 1) await enter('gallois', String(100_000 + n));
    expect((await enter('gallois', codeOf(key))).statusCode).toBe(429);
  });

  test('a recovery code opens once, however it is typed, and is written down', async () => {
    const { codes } = await enrol('gallois');
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = ''] = codes;
    expect((await enter('gallois', first.toUpperCase().replaceAll('-', ' '))).statusCode).toBe(200);
    expect((await enter('gallois', first)).json()).toMatchObject({ refusal: 'wrong-code' });
    const both = await Promise.all([enter('gallois', second), enter('gallois', second)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401]);
    expect(events()).toEqual(expect.arrayContaining(['second-factor-added', 'recovery-code-used']));
    const shown = await service.get('gallois', '/api/second-factor');
    expect(shown.json()).toMatchObject({ recoveryLeft: 8 });
  });

  test('new recovery codes end the former ones, and somebody else’s open nothing', async () => {
    const { codes } = await enrol('gallois');
    const renewed = await service.post('gallois', '/api/second-factor/codes', { password });
    const [fresh = ''] = renewed.json<{ codes: string[] }>().codes;
    expect((await enter('gallois', codes[0])).json()).toMatchObject({ refusal: 'wrong-code' });
    await service.signIn('ana');
    await enrol('ana');
    expect((await enter('ana', fresh)).json()).toMatchObject({ refusal: 'wrong-code' });
    expect((await enter('gallois', fresh)).statusCode).toBe(200);
  });

  test('beginning and ending ask for the password; a key offered to one is no other’s', async () => {
    const refused = await service.post('gallois', '/api/second-factor/offer', { password: 'x' });
    expect(refused.json()).toMatchObject({ refusal: 'wrong-signature' });
    await service.signIn('ana');
    const offered = await service.post('ana', '/api/second-factor/offer', { password });
    const { key, pending } = offered.json<{ key: string; pending: string }>();
    const stolen = await service.post('gallois', '/api/second-factor', {
      pending,
      code: codeOf(key),
    });
    expect(stolen.json()).toMatchObject({ refusal: 'wrong-code' });
    await enrol('gallois');
    const end = (typed: string) =>
      service.ask('gallois', {
        method: 'DELETE',
        url: '/api/second-factor',
        payload: { password: typed },
      });
    expect((await end('x')).statusCode).not.toBe(200);
    expect((await end(password)).statusCode).toBe(200);
    expect((await enter('gallois')).statusCode).toBe(200);
  });

  test('a reset password ends the app and its codes: whoever lost both gets in again', async () => {
    await service.signIn('ana');
    await enrol('ana');
    const reset = await service.command('gallois', { type: 'reset-password', personId: 'ana' });
    const { password: given } = reset.json<{ password: string }>();
    expect((await enter('ana', undefined, given)).statusCode).toBe(200);
  });

  test('neither key nor code stands in the database, the log or a log line', async () => {
    const { key, codes } = await enrol('gallois');
    const tables = ['totp_keys', 'recovery_codes', 'events', 'commands'];
    const stored = tables.map((name) =>
      JSON.stringify(service.app.database.client.prepare(`SELECT * FROM ${name}`).all()),
    );
    for (const secret of [key, ...codes]) {
      expect(stored.join()).not.toContain(secret);
      expect(service.logged).not.toContain(secret);
    }
  });
});

describe('[ACCESS-2] where the command must have a second factor', () => {
  beforeEach(async () => {
    await service.close();
    service = await TestService.open({ secondFactor: 'command' });
  });

  test('nothing is open to it before it has one; to others all is as before', async () => {
    const entered = await service.signIn('gallois');
    expect(entered.json()).toMatchObject({ you: { mustEnrol: true } });
    for (const url of ['/api/people', '/api/tickets/t1', '/api/health']) {
      expect([url, (await service.get('gallois', url)).statusCode]).toEqual([url, 403]);
    }
    const claim = await service.command('gallois', { type: 'claim-next' });
    expect(claim.statusCode).toBe(403);
    await service.signIn('ana');
    expect((await service.get('ana', '/api/tickets/t1')).statusCode).toBe(404);
    await enrol('gallois');
    expect((await service.get('gallois', '/api/people')).statusCode).toBe(200);
    expect((await service.get('gallois', '/api/session')).json()).toMatchObject({
      you: { mustEnrol: false },
    });
  });
});
