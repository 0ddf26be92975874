import { afterEach, beforeEach, expect, test } from 'vitest';
import { receiptSchema } from '@vigie/shared/wire/statistics';
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
