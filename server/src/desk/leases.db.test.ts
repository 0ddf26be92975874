import { lockedTickets } from '@vigie/db/queries/tickets';
import { defaultSettings } from '@vigie/shared/settings/settings';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { LeaseKeeper } from './leases.ts';

const second = 1_000;
const minute = 60 * second;

let room: TestRoom;
let keeper: LeaseKeeper;
const errors: object[] = [];

beforeEach(async () => {
  errors.length = 0;
  room = await TestRoom.open(['ana', 'ben', 'morel']);
  keeper = keeperOf(room);
  await keeper.start({ locked: [], lastHeartbeat: null });
  keeper.connection('ana', true, room.time.now());
});
afterEach(async () => {
  keeper.close();
  expect(room.time.pending).toBe(0);
  await room.close();
});

function keeperOf(of: TestRoom): LeaseKeeper {
  const made = new LeaseKeeper({
    desk: of.desk,
    log: of.log,
    clock: of.time,
    timers: of.time,
    newId: () => of.newId(),
    settings: defaultSettings,
    logger: { error: (context) => errors.push(context) },
  });
  of.desk.followActs((act) => made.touch(act));
  return made;
}

const holder = (ticketId: string) => room.ticket(ticketId).lock?.holder ?? null;
const draft = (ticketId: string, token: number, revision: number) =>
  room.does('ana', { type: 'save-draft', ticketId, token, text: 'Bonjour', revision });

test('[LOCK-2] a lease ends 15 minutes after the last act, not a millisecond sooner, and by an event', async () => {
  const { ticketId } = await room.claimed('ana');
  await room.advance(15 * minute - 1);
  expect(holder(ticketId)).toBe('ana');
  const before = (await room.log.head()).seq;
  await room.advance(1);
  expect(holder(ticketId)).toBeNull();
  expect(await room.eventsAfter(before)).toEqual(['lock-expired']);
});

test('[LOCK-2] each act of the holder counts from itself, with one renewal event a minute at most', async () => {
  const { ticketId, token } = await room.claimed('ana');
  const before = (await room.log.head()).seq;
  for (let saves = 1; saves <= 90; saves += 1) {
    await room.advance(2 * second);
    await draft(ticketId, token, saves);
  }
  expect(await room.eventsAfter(before)).toEqual(['lock-renewed', 'lock-renewed', 'lock-renewed']);
  // The last of the acts came after the last renewal: the lease runs from the act.
  await room.advance(30 * second);
  await draft(ticketId, token, 91);
  await room.advance(15 * minute - 1);
  expect(holder(ticketId)).toBe('ana');
  await room.advance(1);
  expect(holder(ticketId)).toBeNull();
});

test('[LOCK-2] typing counts as an act of the holder, of nobody else', async () => {
  const { ticketId } = await room.claimed('ana');
  await room.advance(14 * minute);
  keeper.touch({ ticketId, personId: 'ana', at: room.time.now() });
  await room.advance(minute);
  keeper.touch({ ticketId, personId: 'ben', at: room.time.now() });
  await room.advance(14 * minute - 1);
  expect(holder(ticketId)).toBe('ana');
  await room.advance(1);
  expect(holder(ticketId)).toBeNull();
});

test('[LOCK-2] a lost connection shortens the lease to 3 minutes from its loss', async () => {
  const { ticketId } = await room.claimed('ana');
  const gone = room.time.now();
  keeper.connection('ana', false, gone);
  await room.advance(10 * second);
  expect(room.ticket(ticketId).lock).toMatchObject({
    until: gone + 3 * minute,
    disconnected: true,
  });
  await room.advance(3 * minute - 10 * second - 1);
  expect(holder(ticketId)).toBe('ana');
  await room.advance(1);
  expect(holder(ticketId)).toBeNull();
});

test('[LOCK-2] a tunnel loses no ticket: under 10 seconds nothing is noted, later the return gives the lease back', async () => {
  const { ticketId } = await room.claimed('ana');
  const before = (await room.log.head()).seq;
  keeper.connection('ana', false, room.time.now());
  await room.advance(10 * second - 1);
  keeper.connection('ana', true, room.time.now());
  await room.advance(minute);
  expect(await room.eventsAfter(before)).toEqual([]);

  keeper.connection('ana', false, room.time.now());
  await room.advance(2 * minute);
  keeper.connection('ana', true, room.time.now());
  await room.advance(0);
  expect(await room.eventsAfter(before)).toEqual(['lock-shortened', 'lock-renewed']);
  expect(room.ticket(ticketId).lock).toMatchObject({
    until: room.time.now() + 15 * minute,
    disconnected: false,
  });
});

test('[LOCK-2] whoever works without a connection keeps a ticket for 3 minutes from each act', async () => {
  await room.advance(20 * minute);
  const ticketId = await room.receive();
  const claim = await room.does('ben', { type: 'claim-ticket', ticketId });
  expect(claim).toMatchObject({ ok: true });
  await room.advance(3 * minute - 1);
  expect(holder(ticketId)).toBe('ben');
  await room.advance(1);
  expect(holder(ticketId)).toBeNull();
});

test('[MAIL-9] the author of a queued answer keeps the lock until it has left', async () => {
  const { ticketId, token } = await room.claimed('ana');
  await room.advance(15 * minute - 1);
  await room.does('ana', { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'close' });
  await room.advance(16 * minute);
  expect(holder(ticketId)).toBe('ana');
});

test('[LOCK-4] after a restart a lease is prolonged by the time since the last heartbeat, no more', async () => {
  const { ticketId } = await room.claimed('ana');
  await room.advance(13 * minute);
  const lastHeartbeat = room.time.now();
  const { until } = room.ticket(ticketId).lock ?? { until: 0 };
  keeper.close();
  room.time.jump(4 * minute);

  keeper = keeperOf(room);
  await keeper.start({ locked: lockedTickets(room.database), lastHeartbeat });
  expect(room.ticket(ticketId).lock?.until).toBe(until + 4 * minute);
  keeper.connection('ana', true, room.time.now());
  await room.advance(2 * minute - 1);
  expect(holder(ticketId)).toBe('ana');
  await room.advance(1);
  expect(holder(ticketId)).toBeNull();
});

test('[LOCK-4] after a restart everybody counts as disconnected from the start on', async () => {
  const { ticketId } = await room.claimed('ana');
  keeper.close();
  room.time.jump(minute);
  const start = room.time.now();
  keeper = keeperOf(room);
  await keeper.start({ locked: lockedTickets(room.database), lastHeartbeat: start - minute });
  await room.advance(10 * second);
  expect(room.ticket(ticketId).lock).toMatchObject({
    until: start + 3 * minute,
    disconnected: true,
  });
});

test('[LOCK-4] a lease that had ended before the server went down is not revived', async () => {
  const { ticketId } = await room.claimed('ana');
  keeper.connection('ana', false, room.time.now());
  await room.advance(10 * second);
  keeper.close();
  room.time.jump(3 * minute);
  const lastHeartbeat = room.time.now();
  room.time.jump(minute);
  keeper = keeperOf(room);
  await keeper.start({ locked: lockedTickets(room.database), lastHeartbeat });
  await room.advance(0);
  expect(holder(ticketId)).toBeNull();
});

test('[LOCK-1] a late deadline of one lock does not touch the lock that followed it', async () => {
  const { ticketId } = await room.claimed('ana');
  keeper.connection('ana', false, room.time.now());
  await room.advance(9 * second);
  await room.does('morel', { type: 'seize-ticket', ticketId, reason: 'relève' });
  keeper.connection('morel', true, room.time.now());
  await room.advance(5 * minute);
  expect(room.ticket(ticketId).lock).toMatchObject({ holder: 'morel', disconnected: false });
});

test('a lease whose end could not be written on a full disk ends once there is room', async () => {
  const { ticketId } = await room.claimed('ana');
  const { client } = room.database;
  client.exec(`CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT raise(ABORT, 'no'); END`);
  await room.advance(15 * minute);
  expect(holder(ticketId)).toBe('ana');
  expect(errors).toHaveLength(1);
  client.exec('DROP TRIGGER full');
  await room.advance(5 * second);
  expect(holder(ticketId)).toBeNull();
});
