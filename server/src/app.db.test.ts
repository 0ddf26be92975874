import { ticketById } from '@vigie/db/queries/tickets';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestService } from './testing/test-service.ts';

const minute = 60_000;
let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
});
afterEach(() => service.close());

const ticket = (id: string) => ticketById(service.app.database, id)?.ticket;

test('[LOCK-4] a restart of the whole service gives locks the time back that it was down', async () => {
  await service.signIn('ana');
  const ticketId = await service.receive();
  await service.command('ana', { type: 'claim-ticket', ticketId });
  const until = ticket(ticketId)?.lock?.until ?? 0;
  await service.stop();
  service.time.jump(4 * minute);
  await service.start();
  expect(ticket(ticketId)?.lock?.until).toBe(until + 4 * minute);
  const again = await service.command('ana', { type: 'claim-ticket', ticketId });
  expect(again.json()).toMatchObject({ refusal: 'already-yours' });
});

test('[MAIL-14] alarms go on over a restart, and the shift is noted once', async () => {
  const ticketId = await service.receive({ finding: { priority: 'P0' } });
  await service.stop();
  service.time.jump(2 * minute);
  await service.start();
  await service.advance(1);
  expect(ticket(ticketId)?.alarm?.level).toBe(1);
  const events = await service.app.log.read(0, 100);
  expect(events.filter(({ event }) => event.type === 'shift-began')).toHaveLength(1);
});

test('what is closed leaves no timer behind', async () => {
  await service.signIn('ana');
  const ticketId = await service.receive({ finding: { priority: 'P0' } });
  await service.command('ana', { type: 'claim-ticket', ticketId });
  await service.stop();
  expect(service.time.pending).toBe(0);
});
