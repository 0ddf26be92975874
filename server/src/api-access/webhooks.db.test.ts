import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ApiAccessView, WebhookView } from '@vigie/shared/wire/api-access';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';
import type { WebhookPayload } from './webhook-payload.ts';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The other program: a real server that takes deliveries, refuses them, or never answers. */
class Listener {
  readonly taken: Delivery[] = [];
  status = 200;
  silent = false;
  #server: Server | null = null;

  async open(): Promise<string> {
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        if (this.silent) return;
        if (this.status < 300) this.taken.push({ headers: request.headers, body });
        response.writeHead(this.status, { location: 'http://127.0.0.1:1/' }).end();
      });
    }).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return `http://127.0.0.1:${String(port)}/hook?key=hidden`;
  }

  get payloads(): WebhookPayload[] {
    return this.taken.map(({ body }) => JSON.parse(body) as WebhookPayload);
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

const patience = { timeout: 60_000, interval: 10 };
let service: TestService;
let listener: Listener;
let url: string;
beforeEach(async () => {
  service = await TestService.open();
  await service.signIn('gallois');
  listener = new Listener();
  url = await listener.open();
});
afterEach(async () => {
  await service.close();
  listener.close();
});

async function hook(more: object = {}): Promise<{ webhookId: string; secret: string }> {
  const events = ['ticket-opened', 'ticket-claimed'];
  const command = { type: 'create-webhook', name: 'Mairie', url, events, personal: false, ...more };
  return (await service.command('gallois', command)).json();
}

const view = async (): Promise<WebhookView> => {
  const { webhooks } = (await service.get('gallois', '/api/access')).json<ApiAccessView>();
  const [first] = webhooks;
  if (!first) throw new Error('no webhook');
  return first;
};

test('[RUN-3] a webhook hears what it asked for, in order, signed with its instant, without citizens’ words', async () => {
  const { secret } = await hook();
  const first = await service.receive();
  const second = await service.receive();
  await service.command('gallois', { type: 'claim-ticket', ticketId: first });
  await service.command('gallois', { type: 'add-note', ticketId: first, text: 'note' });
  await expect.poll(() => listener.taken.length, patience).toBe(3);
  expect(listener.payloads.map(({ type, ticket }) => [type, ticket.id])).toEqual([
    ['ticket-opened', first],
    ['ticket-opened', second],
    ['ticket-claimed', first],
  ]);
  const [delivery] = listener.taken;
  const [, t = '', v1] =
    /^t=(\d+),v1=(\w+)$/.exec(String(delivery?.headers['vigie-signature'])) ?? [];
  const expected = createHmac('sha256', secret)
    .update(`${t}.${delivery?.body ?? ''}`)
    .digest('hex');
  expect(v1).toBe(expected);
  expect(Number(t)).toBe(Math.floor(service.time.now() / 1_000));
  expect(listener.payloads[0]?.ticket).toMatchObject({ number: '26-11-0001', restricted: false });
  expect(listener.taken.map(({ body }) => body).join()).not.toMatch(/Sauvage|carte grise/);
});

test('[ACCESS-1] words come where the hook was given them; of a restricted ticket never more than that it is', async () => {
  await hook({ personal: true });
  await service.receive();
  const veiled = await service.receive({ finding: { restricted: true } });
  await expect.poll(() => listener.taken.length, patience).toBe(2);
  expect(Object.keys(listener.payloads[0]?.ticket ?? {})).toEqual(
    expect.arrayContaining(['subject', 'sender']),
  );
  expect(listener.payloads[1]?.ticket).toEqual({ id: veiled, restricted: true });
});

test('[RUN-3] what is not taken is told again, in order, after growing pauses; meanwhile its state is visible', async () => {
  await hook();
  listener.status = 500;
  const first = await service.receive();
  const second = await service.receive();
  await expect.poll(async () => (await view()).failures, patience).toBe(1);
  expect(await view()).toMatchObject({
    state: 'retrying',
    lastFailure: { message: 'HTTP 500' },
    nextAt: service.time.now() + 1_000,
  });
  await service.time.advance(1_000);
  await expect.poll(async () => (await view()).failures, patience).toBe(2);
  listener.status = 200;
  await service.time.advance(5_000);
  await expect.poll(() => listener.taken.length, patience).toBe(2);
  expect(listener.payloads.map(({ ticket }) => ticket.id)).toEqual([first, second]);
  expect(await view()).toMatchObject({ state: 'well', failures: 0, nextAt: null });
});

test('[RUN-3] a redirect is no answer: nobody sends us elsewhere', async () => {
  await hook();
  listener.status = 302;
  await service.receive();
  await expect.poll(async () => (await view()).lastFailure?.message, patience).toBe('HTTP 302');
});

test('[RUN-3] after ten failures it is broken, and tried every quarter of an hour', async () => {
  await hook();
  listener.status = 503;
  await service.receive();
  for (let failures = 1; failures < 10; failures += 1) {
    await expect.poll(async () => (await view()).failures, patience).toBe(failures);
    await service.time.advance(300_000);
  }
  await expect.poll(async () => (await view()).failures, patience).toBe(10);
  const broken = await view();
  expect(broken.state).toBe('broken');
  expect((broken.nextAt ?? 0) - service.time.now()).toBe(15 * 60_000);
});

test('[RUN-3] one that never answers harms neither the room nor another hook', async () => {
  listener.silent = true;
  await hook();
  const other = new Listener();
  await hook({ url: await other.open() });
  const ticketId = await service.receive();
  const claimed = await service.command('gallois', { type: 'claim-ticket', ticketId });
  expect(claimed.statusCode).toBe(200);
  await expect.poll(() => other.taken.length, patience).toBe(2);
  // It is given up after ten seconds of real time.
  await expect
    .poll(async () => (await service.get('gallois', '/api/access')).body, patience)
    .toContain('no-answer');
  other.close();
});

test('[RUN-3] after a restart it goes on where it was', async () => {
  await hook();
  await service.receive();
  await expect.poll(() => listener.taken.length, patience).toBe(1);
  await expect.poll(async () => (await view()).lastSuccessAt, patience).not.toBe(null);
  await service.stop();
  await service.start();
  await service.signIn('gallois');
  const ticketId = await service.receive();
  await expect.poll(() => listener.taken.length, patience).toBe(2);
  expect(listener.payloads[1]?.ticket.id).toBe(ticketId);
});

test('a removed one hears nothing any more', async () => {
  const { webhookId } = await hook();
  await service.command('gallois', { type: 'remove-webhook', webhookId });
  await service.receive();
  const other = await hook();
  await service.receive();
  await expect.poll(() => listener.taken.length, patience).toBe(1);
  expect((await view()).id).toBe(other.webhookId);
});

test('[ACCESS-1] an address that was not named is refused', async () => {
  const answer = await service.command('gallois', {
    ...{ type: 'create-webhook', name: 'x', url: 'https://elsewhere.example/' },
    ...{ events: ['ticket-opened'], personal: false },
  });
  expect(answer.json()).toMatchObject({ refusal: 'address-not-allowed' });
});
