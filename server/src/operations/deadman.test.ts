import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeTime } from '../testing/fake-time.ts';
import { Deadman } from './deadman.ts';

let time: FakeTime;
let watchman: Server;
let url: string;
let heard: string[];
let status: number;
let isWell: boolean;
let logged: string[];
let deadman: Deadman;
beforeEach(async () => {
  time = new FakeTime(0);
  [heard, logged, status, isWell] = [[], [], 200, true];
  watchman = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(status, { location: '/elsewhere' }).end('thanks');
  }).listen(0, '127.0.0.1');
  await once(watchman, 'listening');
  const address = watchman.address();
  url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}/secret-path`;
  deadman = open(url);
});
afterEach(async () => {
  deadman.close();
  watchman.closeAllConnections();
  watchman.close();
  await once(watchman, 'close').catch(() => undefined);
});

function open(address: string | null): Deadman {
  const note = (context: object, message: string) =>
    logged.push(`${message} ${JSON.stringify(context)}`);
  const logger = { warn: note, info: note };
  return new Deadman({
    ...{ url: address, everyMs: 60_000, isWell: () => isWell, clock: time, timers: time, logger },
  });
}

/** Lets so many minutes pass; each ping that is begun ends. */
async function minutes(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await time.advance(60_000, () => new Promise((resume) => setImmediate(resume)));
    // The next one is planned when this one has ended.
    await expect.poll(() => time.pending).toBe(1);
  }
}

test('[RUN-6] while all is well it calls, again and again', async () => {
  await minutes(3);
  expect(heard).toEqual(['POST /secret-path', 'POST /secret-path', 'POST /secret-path']);
  expect(deadman.status).toMatchObject({ configured: true, lastSuccessAt: 180_000 });
  expect(logged).toEqual([]);
});

test('[RUN-6] it is silent when all is not well, and speaks again afterwards', async () => {
  isWell = false;
  await minutes(2);
  expect(heard).toEqual([]);
  isWell = true;
  await minutes(1);
  expect(heard).toHaveLength(1);
});

test.each([500, 302])(
  '[RUN-6] an answer of %i is a failure: logged once, without the address, and its end too',
  async (code) => {
    status = code;
    await minutes(3);
    expect(heard).toHaveLength(3);
    expect(deadman.status.lastFailure?.at).toBe(180_000);
    status = 200;
    await minutes(1);
    expect(logged).toHaveLength(2);
    expect(logged[0]).toContain('does not get through');
    expect(logged[1]).toContain('over');
    expect(logged.join()).not.toContain('secret-path');
  },
);

test('[RUN-6] a watchman who is not there is a failure by its name', async () => {
  deadman.close();
  watchman.close();
  await once(watchman, 'close');
  deadman = open(url);
  await minutes(1);
  expect(deadman.status.lastFailure?.message).toBe('ECONNREFUSED');
});

test('without an address nothing happens', () => {
  deadman.close();
  deadman = open(null);
  expect(time.pending).toBe(0);
  expect(deadman.status.configured).toBe(false);
});
