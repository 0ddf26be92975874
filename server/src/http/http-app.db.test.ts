import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  await service.signIn('ana');
});
afterEach(() => service.close());

describe('writes', () => {
  const claim = { type: 'claim-next' };
  const from = (origin: string) =>
    service.ask('ana', {
      method: 'POST',
      url: '/api/commands',
      payload: { key: 'key-of-test', command: claim },
      headers: { origin },
    });

  test.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1:4601',
    'http://127.0.0.1.evil.example',
  ])(
    '[ACCESS-2] a foreign page writes nothing, even with somebody’s cookie: %s',
    async (origin) => {
      const response = await from(origin);
      expect(response.statusCode).toBe(403);
      expect(response.json<{ message: string }>().message).toContain('http://127.0.0.1:4600');
    },
  );

  test('[ACCESS-2] this service’s own page writes', async () => {
    expect((await from('http://127.0.0.1:4600')).json()).toMatchObject({
      refusal: 'nothing-to-claim',
    });
  });

  test.each([
    ['{', 'application/json', 400],
    ['', 'application/json', 400],
    ['key=1', 'application/x-www-form-urlencoded', 415],
    [JSON.stringify('x'.repeat(2_000_000)), 'application/json', 413],
  ])(
    'a malformed body is answered in French, and nothing breaks: %.9s',
    async (payload, type, status) => {
      const response = await service.ask('ana', {
        method: 'POST',
        url: '/api/commands',
        payload,
        headers: { 'content-type': type },
      });
      expect(response.statusCode).toBe(status);
      expect(response.json()).toMatchObject({ ok: false, refusal: 'bad-input' });
      expect(response.json<{ message: string }>().message).toMatch(/attendu|plus/);
      expect((await service.get('ana', '/api/session')).statusCode).toBe(200);
    },
  );

  test('each refusal has its status', async () => {
    const ticketId = await service.receive();
    const status = async (command: object) => (await service.command('ana', command)).statusCode;
    expect(await status({ type: 'claim-ticket', ticketId })).toBe(200);
    expect(await status({ type: 'claim-ticket', ticketId })).toBe(409);
    expect(await status({ type: 'claim-ticket', ticketId: 'none' })).toBe(404);
    expect(await status({ type: 'claim-ticket' })).toBe(422);
    expect(await status({ type: 'seize-ticket', ticketId, reason: 'x' })).toBe(403);
  });

  test('a full disk answers 507 to what must be written, and life goes on once there is room', async () => {
    const ticketId = await service.receive();
    const { client } = service.app.database;
    client.pragma(`max_page_count = ${String(client.pragma('page_count', { simple: true }))}`);
    const note = { type: 'add-note', ticketId, text: 'x'.repeat(4_000) };
    const statuses: number[] = [];
    while (!statuses.includes(507)) {
      statuses.push((await service.command('ana', note)).statusCode);
      expect(statuses.length).toBeLessThan(200);
    }
    const reads: number[] = [];
    while (!reads.includes(507)) {
      reads.push((await service.get('ana', `/api/tickets/${ticketId}`)).statusCode);
      expect(reads.length).toBeLessThan(200);
    }
    expect((await service.get(null, '/healthz')).statusCode).toBe(200);
    client.pragma('max_page_count = 1000000');
    expect((await service.command('ana', note)).statusCode).toBe(200);
  });
});

describe('answers', () => {
  test('nothing of the API is cached, framed or sniffed', async () => {
    const { headers } = await service.get('ana', '/api/session');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    });
  });

  test('what is not there is answered in the one form', async () => {
    const response = await service.get('ana', '/api/nowhere');
    expect([response.statusCode, response.json<{ refusal: string }>().refusal]).toEqual([
      404,
      'not-found',
    ]);
    expect((await service.get('ana', '/api/%zz')).statusCode).toBe(400);
  });

  test('too many requests of one session are refused, and no other session suffers', async () => {
    await service.signIn('ben');
    const asked = Array.from({ length: 1_250 }, () => service.get('ana', '/api/session'));
    const statuses = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await service.get('ben', '/api/session')).statusCode).toBe(200);
  });
});

describe('the screens', () => {
  const meta = `default-src 'none'; script-src 'self' 'sha256-abc='`;

  beforeEach(async () => {
    const root = join(service.folder, 'build');
    mkdirSync(join(root, '_app/immutable'), { recursive: true });
    writeFileSync(
      join(root, '200.html'),
      `<meta http-equiv="content-security-policy" content="${meta}"><p>Vigie`,
    );
    writeFileSync(join(root, '_app/immutable/app.js'), 'plain');
    writeFileSync(join(root, '_app/immutable/app.js.gz'), 'squeezed');
    await service.stop();
    await service.start(root);
  });

  test('every path of the app gives its shell, under the policy that it asks for and without framing', async () => {
    for (const url of ['/', '/supervision', '/file?x=1']) {
      const response = await service.get(null, url);
      expect([url, response.statusCode]).toEqual([url, 200]);
      expect(response.body).toContain('Vigie');
      expect(response.headers).toMatchObject({
        'cache-control': 'no-cache',
        'content-security-policy':
          "default-src 'none';script-src 'self' 'sha256-abc=';frame-ancestors 'none'",
      });
    }
  });

  test('files named for their content are kept for good, and sent as they were compressed', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const url = '/_app/immutable/app.js';
    const response = await service.ask(null, { method: 'GET', url, headers });
    expect(response.body).toBe('squeezed');
    expect(response.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await service.get(null, '/_app/immutable/gone.js')).statusCode).toBe(404);
    expect((await service.get(null, '/../../etc/passwd')).body).not.toContain('root:');
  });
});

describe('operations', () => {
  test('[RUN-3] health, readiness and figures are told without signing in', async () => {
    const p0 = { finding: { priority: 'P0' as const } };
    const ticketId = await service.receive();
    await service.receive(p0);
    await service.advance(90_000);
    const claimed = await service.command('ana', { type: 'claim-ticket', ticketId });
    const { seq } = claimed.json<{ seq: number }>();
    expect((await service.get(null, '/healthz')).json()).toEqual({ ok: true });
    expect((await service.get(null, '/readyz')).json()).toEqual({
      ok: true,
      database: 'well',
      mailbox: 'none',
      outbox: 'well',
      backup: 'none',
      standby: 'off',
    });
    const { body } = await service.get(null, '/metrics');
    const expected = [
      `vigie_log_seq ${String(seq)}`,
      'vigie_mails_total{outcome="follow_up"} 0',
      'vigie_tickets_waiting{priority="P0"} 1',
      'vigie_tickets_waiting{priority="P2"} 1',
      'vigie_oldest_waiting_seconds 90',
      'vigie_locks_held 1',
      'vigie_replies_total{state="queued"} 0',
      'vigie_sockets 0',
      'vigie_first_response_seconds_count 0',
    ];
    for (const line of expected) expect(body.split('\n')).toContain(line);
  });

  test.each([
    [{ mailbox: 'well', outbox: 'delayed' }, 200],
    [{ mailbox: 'refused', outbox: 'well' }, 503],
    [{ mailbox: 'connecting', outbox: 'well' }, 503],
    [{ mailbox: 'well', outbox: 'refused' }, 503],
  ] as const)('[RUN-3] readiness follows mailbox and outbox: %j', async (health, status) => {
    service.app.reportHealth(() => health);
    expect((await service.get(null, '/readyz')).statusCode).toBe(status);
  });

  test('[ACCESS-5] no word, address or secret stands in the log of a run, however it goes wrong', async () => {
    const words = ['Sauvage', 'sauvage', 'carte grise', 'orange.example', 'rue Foch', 'a password'];
    const ticketId = await service.receive();
    await service.get('ana', '/api/search?q=Sauvage');
    await service.get('ana', `/api/tickets/${ticketId}`);
    await service.signIn('sauvage@orange.example', 'a password of mine');
    const note = { type: 'add-note', ticketId, text: 'Mme Sauvage, rue Foch' };
    await service.command('ana', note);
    service.app.database.client.exec('DROP TABLE words');
    expect((await service.command('ana', note)).statusCode).toBe(500);
    expect((await service.get('ana', `/api/tickets/${ticketId}`)).statusCode).toBe(500);
    const token = service.cookieOf('ana').split('=')[1] ?? '';
    expect(service.logged).toContain('a command failed');
    for (const secret of [...words, token]) expect(service.logged).not.toContain(secret);
  });
});
