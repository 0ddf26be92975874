import { openTickets } from '@vigie/db/queries/tickets';
import { defaultSettings } from '@vigie/shared/settings/settings';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { AlarmKeeper } from './alarms.ts';

const minute = 60_000;
const danger = { finding: { priority: 'P0' as const } };

let room: TestRoom;
let keeper: AlarmKeeper;

beforeEach(async () => {
  room = await TestRoom.open(['ana']);
  keeper = keeperOf(room);
});
afterEach(async () => {
  keeper.close();
  expect(room.time.pending).toBe(0);
  await room.close();
});

function keeperOf({ desk, log, time }: TestRoom): AlarmKeeper {
  return new AlarmKeeper({
    desk,
    log,
    clock: time,
    timers: time,
    newId: () => room.newId(),
    settings: defaultSettings,
    logger: { error: () => undefined },
  });
}

const level = (ticketId: string) => room.ticket(ticketId).alarm?.level;

test('[MAIL-14] an unclaimed danger escalates at 2 minutes and at 5, to the instant', async () => {
  const ticketId = await room.receive(danger);
  await room.advance(2 * minute - 1);
  expect(level(ticketId)).toBe(0);
  await room.advance(1);
  expect(level(ticketId)).toBe(1);
  await room.advance(3 * minute - 1);
  expect(level(ticketId)).toBe(1);
  await room.advance(1);
  expect(level(ticketId)).toBe(2);
});

test('[MAIL-14] a claim ends the alarm', async () => {
  const { ticketId } = await room.claimed('ana', danger);
  await room.advance(10 * minute);
  expect(room.ticket(ticketId).alarm).toBeNull();
});

test('[MAIL-14] what fell due while no server ran is done at the start', async () => {
  const ticketId = await room.receive(danger);
  keeper.close();
  room.time.jump(6 * minute);
  keeper = keeperOf(room);
  keeper.start(openTickets(room.database).map(({ ticket }) => ticket));
  await room.advance(0);
  expect(level(ticketId)).toBe(2);
});
