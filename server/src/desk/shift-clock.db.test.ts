import { defaultCycle } from '@vigie/shared/roster/cycle';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { afternoon, TestRoom } from '../testing/test-room.ts';
import { ShiftClock } from './shift-clock.ts';

const minute = 60_000;
let room: TestRoom;
let shiftClock: ShiftClock;

beforeEach(() => {
  room = new TestRoom();
  shiftClock = shiftClockOf();
});
afterEach(async () => {
  shiftClock.close();
  expect(room.time.pending).toBe(0);
  await room.close();
});

function shiftClockOf(): ShiftClock {
  const { desk, time } = room;
  return new ShiftClock({
    desk,
    clock: time,
    timers: time,
    newId: () => room.newId(),
    cycle: defaultCycle,
    logger: { error: () => undefined },
  });
}

test('[ROST-1] the log says once that a shift began: at the first start, not at the next', async () => {
  await shiftClock.start();
  shiftClock.close();
  shiftClock = shiftClockOf();
  await shiftClock.start();
  const events = await room.log.read(0, 10);
  const startMs = afternoon - 8 * 60 * minute;
  expect(events.map(({ event }) => event)).toEqual([
    { type: 'shift-began', shiftId: 'JOUR-A:2026-11-24', startMs },
  ]);
});

test('[ROST-1] the next shift begins when the one before ends, at 18:08, not at 18:00', async () => {
  await shiftClock.start();
  const untilRelief = 4 * 60 * minute + 8 * minute;
  await room.advance(untilRelief - 1);
  expect((await room.log.head()).seq).toBe(1);
  await room.advance(1);
  expect((await room.log.read(1, 10)).map(({ event }) => event)).toMatchObject([
    { type: 'shift-began', shiftId: 'NUIT-A:2026-11-24' },
  ]);
});
