import { forecastAnswerSchema, whatIfAnswerSchema } from '@vigie/shared/wire/forecast';
import { forecastsSince } from '@vigie/db/queries/past-forecasts';
import { hourMs, minuteMs } from '@vigie/shared/roster/calendar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestTicket } from '../testing/test-ticket.ts';
import { TestService } from '../testing/test-service.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  for (const login of ['rousseau', 'gallois', 'ana']) await service.signIn(login);
});
afterEach(() => service.close());

const start = () => service.app.forecaster.start();

async function seen(login: string) {
  const response = await service.get(login, '/api/forecast');
  return forecastAnswerSchema.parse(response.json());
}

/** So many tickets that nobody will answer in time: a person each would not be enough. */
async function flood(count: number, more: TestTicket = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await service.receive(more));
  return ids;
}

function ask(login: string, whatIf: object) {
  const nothing = { people: null, swapId: null, surge: null };
  return service.post(login, '/api/forecast/what-if', { ...nothing, ...whatIf });
}

test('[MET-4] before the first forecast the screens are told so', async () => {
  expect(await seen('rousseau')).toMatchObject({ state: 'starting', forecast: null, score: null });
});

test('[MET-4] leads and command see the queue at the relief; agents do not', async () => {
  await flood(12);
  await start();
  const { state, forecast } = await seen('rousseau');
  expect(state).toBe('well');
  expect(forecast?.reliefMs).toBe(Date.UTC(2026, 10, 24, 17, 8));
  const { low, median, high } = forecast?.queue ?? { low: -1, median: -1, high: -1 };
  expect(low).toBeLessThanOrEqual(median);
  expect(median).toBeLessThanOrEqual(high);
  expect((await service.get('ana', '/api/forecast')).statusCode).toBe(403);
  expect((await service.get(null, '/api/forecast')).statusCode).toBe(401);
});

test('[MET-4] of a restricted ticket the uncleared are told no chance', async () => {
  const [open = ''] = await flood(1, { finding: { priority: 'P0', targetMs: 5 * minuteMs } });
  const [restricted = ''] = await flood(1, {
    finding: { priority: 'P0', restricted: true, targetMs: 5 * minuteMs },
  });
  service.time.jump(10 * minuteMs);
  await start();
  const of = async (login: string) =>
    (await seen(login)).forecast?.atRisk.map(({ ticketId }) => ticketId);
  expect(await of('gallois')).toEqual(expect.arrayContaining([open, restricted]));
  expect(await of('rousseau')).toContain(open);
  expect(await of('rousseau')).not.toContain(restricted);
});

test('[MET-4] a thread that dies is said, and begun again', async () => {
  await start();
  const { thread } = service.app.forecaster;
  const died = service.app.forecaster.compare({ people: null, swapId: null, surge: surge() });
  await thread.kill();
  expect(await died).toBeNull();
  expect(thread.threadId).toBeNull();
  expect((await ask('rousseau', { surge: surge() })).statusCode).toBe(200);
  expect((await seen('rousseau')).state).toBe('well');
});

test('[MET-4] forecasts are kept, settled with what happened, and scored beside the next one', async () => {
  await flood(40);
  service.time.jump(68 * minuteMs);
  await start();
  await service.signIn('rousseau');
  expect(forecastsSince(service.app.database, 0)).toMatchObject([
    { slotMinutes: 180, actual: null },
  ]);
  expect((await seen('rousseau')).score).toBeNull();
  service.time.jump(3 * hourMs + minuteMs);
  await start();
  await service.signIn('rousseau');
  expect(forecastsSince(service.app.database, 0)[0]).toMatchObject({ actual: 40 });
  expect((await seen('rousseau')).score).toMatchObject({ forecasts: 1, reliefs: 1 });
});

const surge = () => ({
  factor: 5,
  fromMs: service.time.now() + hourMs,
  untilMs: service.time.now() + 2 * hourMs,
});

test('[MET-4] a surge makes the queue longer, and more people make it shorter, by the same chance', async () => {
  await flood(150);
  await start();
  const more = { count: 10, fromMs: service.time.now(), untilMs: service.time.now() + 4 * hourMs };
  const surged = whatIfAnswerSchema.parse((await ask('rousseau', { surge: surge() })).json());
  const helped = whatIfAnswerSchema.parse((await ask('rousseau', { people: more })).json());
  expect(surged.after.queue.median).toBeGreaterThan(surged.before.queue.median);
  expect(helped.after.queue.median).toBeLessThan(helped.before.queue.median);
});

test.each([
  ['nothing', {}, 'attendu'],
  ['an end before its start', { surge: { factor: 5, fromMs: 2, untilMs: 1 } }, 'fin'],
  ['a surge without measure', { surge: { factor: 900, fromMs: 1, untilMs: 2 } }, 'factor'],
])('[MET-4] a question of %s is refused by name', async (_name, whatIf, word) => {
  const response = await ask('rousseau', whatIf);
  expect(response.statusCode).toBe(422);
  expect(response.body).toContain(word);
});

test('[MET-4] a swap that is not open is refused', async () => {
  expect((await ask('rousseau', { swapId: 'gone' })).statusCode).toBe(409);
});
