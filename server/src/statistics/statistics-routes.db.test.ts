import { afterEach, beforeEach, expect, test } from 'vitest';
import { mailReceiptSchema, receiptSchema } from '@vigie/shared/wire/statistics';
import { TestService } from '../testing/test-service.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
});
afterEach(() => service.close());

const receipt = '/api/statistics/receipt?figure=waiting&from=2026-01-01&to=2026-12-31';

async function linesFor(login: string) {
  await service.signIn(login);
  const response = await service.get(login, receipt);
  expect(response.statusCode).toBe(200);
  return receiptSchema.parse(response.json());
}

test('[MET-2] a restricted ticket counts for everybody, and is named to the cleared alone', async () => {
  const plain = await service.receive();
  const veiled = await service.receive({ finding: { restricted: true } });
  const commander = await linesFor('gallois');
  const lead = await linesFor('rousseau');
  expect(lead.total).toEqual({ ...commander.total, oldestWaitMs: lead.total.oldestWaitMs });
  const idsOf = ({ lines }: typeof lead) => lines.map(({ ticket }) => ticket?.id ?? null).sort();
  expect(idsOf(commander)).toEqual([plain, veiled].sort());
  expect(idsOf(lead)).toEqual([plain, null].sort());
});

test('[MET-2] a long receipt goes on page by page with the instant of its first', async () => {
  const opened = new Set<string>();
  for (let n = 0; n < 103; n += 1) opened.add(await service.receive());
  await service.signIn('gallois');
  const first = receiptSchema.parse((await service.get('gallois', receipt)).json());
  await service.receive();
  const next = `${receipt}&at=${String(first.atMs)}&offset=${String(first.next)}`;
  const second = receiptSchema.parse((await service.get('gallois', next)).json());
  expect([first.lines.length, second.lines.length, second.next]).toEqual([100, 3, null]);
  expect([first.count, second.count]).toEqual([103, 103]);
  const ids = [...first.lines, ...second.lines].map(({ ticket }) => ticket?.id);
  expect(new Set(ids)).toEqual(opened);
});

test('[MET-2] a figure of some priorities is made of those alone', async () => {
  await service.receive({ finding: { priority: 'P1' } });
  await service.receive({ finding: { priority: 'P3' } });
  await service.signIn('gallois');
  const asked = async (some: string) =>
    receiptSchema.parse((await service.get('gallois', `${receipt}&priorities=${some}`)).json());
  expect((await asked('P1')).count).toBe(1);
  expect((await asked('P1,P3')).total.waiting).toBe(2);
  expect((await asked('P2')).count).toBe(0);
  expect((await service.get('gallois', `${receipt}&priorities=P9`)).statusCode).toBe(422);
});

test('[MET-2] the mails of the last hour are those of its figure, the restricted unnamed', async () => {
  const plain = await service.receive();
  await service.receive({ finding: { restricted: true } });
  const mailsFor = async (login: string) => {
    await service.signIn(login);
    const { body } = await service.get(login, '/api/statistics/last-hour?figure=received');
    return mailReceiptSchema.parse(JSON.parse(body));
  };
  const [commander, lead] = [await mailsFor('gallois'), await mailsFor('rousseau')];
  expect([commander.count, lead.count]).toEqual([2, 2]);
  expect(lead.lines.map(({ ticket }) => ticket?.id ?? null).sort()).toEqual([plain, null].sort());
  expect(lead.lines.filter(({ veiled }) => veiled)).toHaveLength(1);
  expect(commander.lines.every(({ ticket }) => ticket !== null)).toBe(true);
});

test('[ACCESS-3] whoever looks at the tickets of a figure is written down', async () => {
  await linesFor('gallois');
  const traced = service.app.database.client
    .prepare(`SELECT body FROM reads ORDER BY n DESC LIMIT 1`)
    .pluck()
    .get();
  expect(String(traced)).toContain('see-receipt');
});

test('[ACCESS-1] figures of a person are for that person and the command', async () => {
  const asked = (person: string) =>
    `/api/statistics?from=2026-11-01&to=2026-11-30&person=${person}`;
  const statusFor = async (login: string, person: string) => {
    await service.signIn(login);
    return (await service.get(login, asked(person))).statusCode;
  };
  expect(await statusFor('ana', 'ana')).toBe(200);
  expect(await statusFor('ana', 'ben')).toBe(403);
  expect(await statusFor('rousseau', 'ana')).toBe(403);
  expect(await statusFor('gallois', 'ana')).toBe(200);
  const sheet = (person: string) => `${receipt}&person=${person}`;
  expect((await service.get('ana', sheet('ana'))).statusCode).toBe(200);
  expect((await service.get('ana', sheet('ben'))).statusCode).toBe(403);
  const report = (person: string) =>
    `/api/statistics/report?format=csv&from=2026-11-01&to=2026-11-30&person=${person}`;
  expect((await service.get('ana', report('ben'))).statusCode).toBe(403);
});

test('[MET-1] a stretch that ends before it begins is refused by name', async () => {
  await service.signIn('gallois');
  const { statusCode, body } = await service.get(
    'gallois',
    '/api/statistics?from=2026-11-30&to=2026-11-01',
  );
  expect(statusCode).toBe(422);
  expect(body).toContain('2026-11-01');
});
