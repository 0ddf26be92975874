import { verifyReads } from '@vigie/db/queries/reads';
import type { Scope } from '@vigie/shared/api-access/scope';
import type { ApiAccessView } from '@vigie/shared/wire/api-access';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';

const day = 24 * 60 * 60_000;
let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  await service.signIn('gallois');
});
afterEach(() => service.close());

interface Made {
  readonly tokenId: string;
  readonly secret: string;
}

async function token(scopes: Scope[], personId = 'ana', days = 1): Promise<Made> {
  const expiresAt = service.time.now() + days * day;
  const command = { type: 'create-token', name: 'Tableau', scopes, personId, expiresAt };
  return (await service.command('gallois', command)).json<Made>();
}

const ask = (secret: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  service.ask(null, {
    ...{ method, url, headers: { authorization: `Bearer ${secret}` } },
    ...(payload && { payload }),
  });

const commandBy = (secret: string, command: object) =>
  ask(secret, 'POST', '/api/commands', {
    key: `key-of-${JSON.stringify(command)}`.slice(0, 60),
    command,
  });

const view = async () => (await service.get('gallois', '/api/access')).json<ApiAccessView>();

test('[ACCESS-1] a token reads and works for its person within its scopes, by the same routes', async () => {
  const ticketId = await service.receive();
  const { secret } = await token(['read-tickets', 'work-on-tickets']);
  expect(secret).toMatch(/^vigie_[\w-]{43}$/);
  expect((await ask(secret, 'GET', `/api/tickets/${ticketId}`)).statusCode).toBe(200);
  const claimed = await commandBy(secret, { type: 'claim-ticket', ticketId });
  expect(claimed.json()).toMatchObject({ ok: true });
  const events = await service.app.log.read(0, 1_000);
  expect(events.at(-1)).toMatchObject({ by: 'ana', event: { type: 'ticket-claimed' } });
});

test('[ACCESS-1] beyond its scope everything is refused: reads, commands, and what is for people alone', async () => {
  const ticketId = await service.receive();
  const { secret } = await token(['read-tickets']);
  for (const url of ['/api/people', '/api/log', '/api/operations', '/api/session', '/api/access']) {
    expect([url, (await ask(secret, 'GET', url)).statusCode]).toEqual([url, 403]);
  }
  const claim = await commandBy(secret, { type: 'claim-ticket', ticketId });
  expect([claim.statusCode, claim.json<{ message: string }>().message]).toEqual([
    403,
    expect.stringContaining('portée'),
  ]);
  const grab = { current: 'x', next: 'a longer password' };
  expect((await ask(secret, 'POST', '/api/password', grab)).statusCode).toBe(403);
  expect((await service.app.log.read(0, 1_000)).map(({ event }) => event.type)).not.toContain(
    'ticket-claimed',
  );
});

test('[ACCESS-1] it may no more than its person, whose clearance it lacks where they do', async () => {
  const veiled = await service.receive({ finding: { restricted: true } });
  const { secret } = await token(['read-tickets', 'supervise']);
  expect((await ask(secret, 'GET', `/api/tickets/${veiled}`)).statusCode).toBe(403);
  const ticketId = await service.receive();
  const seize = { type: 'seize-ticket', ticketId, reason: 'motif' };
  expect((await commandBy(secret, seize)).statusCode).toBe(403);
});

test('[ACCESS-2] one that is over, revoked, forged or whose person has left opens nothing', async () => {
  const url = '/api/tickets?status=closed';
  const { secret, tokenId } = await token(['read-tickets'], 'ben', 1);
  expect((await ask(secret, 'GET', url)).statusCode).toBe(200);
  expect((await ask(`${secret}x`, 'GET', url)).statusCode).toBe(401);
  await service.command('gallois', { type: 'revoke-token', tokenId });
  expect((await ask(secret, 'GET', url)).statusCode).toBe(401);
  const second = await token(['read-tickets'], 'ben', 2);
  service.time.jump(2 * day);
  expect((await ask(second.secret, 'GET', url)).statusCode).toBe(401);
  await service.signIn('gallois');
  const third = await token(['read-tickets'], 'ben');
  await service.command('gallois', { type: 'end-person', personId: 'ben' });
  expect((await ask(third.secret, 'GET', url)).statusCode).toBe(401);
});

test('[ACCESS-2] it is shown once: not in the list, not in the log, not in the database', async () => {
  const { secret, tokenId } = await token(['read-tickets']);
  const listed = await view();
  expect(listed.tokens).toEqual([
    expect.objectContaining({ id: tokenId, name: 'Tableau', personId: 'ana', uses: 0 }),
  ]);
  expect(JSON.stringify(listed)).not.toContain(secret);
  const { client } = service.app.database;
  const kept = [
    ...client.prepare('SELECT body AS text FROM events').all(),
    ...client.prepare('SELECT answer AS text FROM commands').all(),
  ];
  expect(JSON.stringify(kept)).not.toContain(secret);
  expect(service.logged).not.toContain(secret);
});

test('[LOG-6] asked for twice under one key, it is one token, told again', async () => {
  const expiresAt = service.time.now() + day;
  const command = {
    ...{ type: 'create-token', name: 'x', scopes: ['read-log'], personId: 'ana', expiresAt },
  };
  const envelope = { key: 'the-same-key', command };
  const answers = [
    await service.post('gallois', '/api/commands', envelope),
    await service.post('gallois', '/api/commands', envelope),
  ];
  expect(answers[0]?.json()).toEqual(answers[1]?.json());
  expect((await view()).tokens).toHaveLength(1);
});

test('[ACCESS-3] every use is traced, and counted', async () => {
  const { secret, tokenId } = await token(['read-people', 'work-on-tickets'], 'dina');
  await ask(secret, 'GET', '/api/people');
  await commandBy(secret, { type: 'claim-next' });
  const reads = service.app.database.client
    .prepare(`SELECT body FROM reads WHERE body LIKE '%use-token%'`)
    .pluck()
    .all();
  expect(reads).toHaveLength(2);
  expect(String(reads[0])).toContain(`token:${tokenId}`);
  expect(verifyReads(service.app.database)).toMatchObject({ ok: true });
  expect((await view()).tokens[0]).toMatchObject({ uses: 2, lastUsedAt: service.time.now() });
  const origins = service.app.database.client
    .prepare(`SELECT origin FROM commands WHERE type = 'claim-next'`)
    .pluck()
    .all();
  expect(origins).toEqual([expect.stringContaining(`token:${tokenId}`)]);
});

test('[ACCESS-2] a token opens no screen of its own: the socket wants a session', async () => {
  const { secret } = await token(['read-tickets']);
  expect((await ask(secret, 'GET', '/live/?EIO=4&transport=polling')).statusCode).not.toBe(200);
});
