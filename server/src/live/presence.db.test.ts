import { afterEach, expect, test } from 'vitest';
import { LiveHouse } from './testing/live-house.ts';

const houses: LiveHouse[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

async function open(): Promise<LiveHouse> {
  const house = await LiveHouse.open();
  houses.push(house);
  return house;
}

const coalesced = 250;

test('[LOCK-7] who reads a ticket, and who types, is shown to everybody within a quarter of a second', async () => {
  const house = await open();
  const ticketId = await house.room.receive();
  const [ana, ben] = [await house.screen('ana'), await house.screen('ben')];
  ana.socket.emit('whereabouts', { ticketId, typing: false });
  ana.socket.emit('whereabouts', { ticketId, typing: true });
  await ana.command({ type: 'claim-next' });
  await house.room.advance(coalesced);
  await ben.shows(({ presence }) => presence['ana']?.typing === true);
  expect(ben.state.presence['ana']).toEqual({ ticketId, typing: true, connected: true });
});

test('[LOCK-7] who is signed in without a connection is shown so, and who signs out is gone', async () => {
  const house = await open();
  const ben = await house.screen('ben');
  expect(ben.state.presence['cleo']).toEqual({ ticketId: null, typing: false, connected: false });
  const cleo = await house.screen('cleo');
  await house.room.advance(coalesced);
  await ben.shows(({ presence }) => presence['cleo']?.connected === true);
  cleo.close();
  await connectionOf(house, 'cleo', false);
  await house.room.advance(coalesced);
  await ben.shows(({ presence }) => presence['cleo']?.connected === false);
  await house.room.signOut('cleo');
  await house.room.advance(coalesced);
  await ben.shows(({ presence }) => !('cleo' in presence));
});

test('[LOCK-2] the first connection of a person and the loss of the last are told, none between', async () => {
  const house = await open();
  const told: unknown[] = [];
  house.hub.onConnection((personId, connected) => told.push([personId, connected]));
  const [first, second] = [await house.screen('ana'), await house.screen('ana')];
  first.close();
  await house.room.advance(1_000);
  second.close();
  await connectionOf(house, 'ana', false);
  expect(told).toEqual([
    ['ana', true],
    ['ana', false],
  ]);
});

test('[SYNC-4] the uncleared never learn that somebody reads a restricted ticket', async () => {
  const house = await open();
  const secret = await house.room.receive({ finding: { restricted: true } });
  const [cleo, ben, morel] = [
    await house.screen('cleo'),
    await house.screen('ben'),
    await house.screen('morel'),
  ];
  cleo.socket.emit('whereabouts', { ticketId: secret, typing: true });
  await cleo.command({ type: 'begin-pause' });
  await house.room.advance(coalesced);
  await morel.shows(({ presence }) => presence['cleo']?.ticketId === secret);
  await ben.shows(({ presence }) => presence['cleo']?.connected === true);
  expect(ben.state.presence['cleo']).toEqual({ ticketId: null, typing: false, connected: true });
});

test('[SYNC-4] as a ticket becomes restricted, its readers vanish with it, not a moment later', async () => {
  const house = await open();
  const ticketId = await house.room.receive();
  const [cleo, ben] = [await house.screen('cleo'), await house.screen('ben')];
  cleo.socket.emit('whereabouts', { ticketId, typing: false });
  await cleo.command({ type: 'begin-pause' });
  await house.room.advance(coalesced);
  await ben.shows(({ presence }) => presence['cleo']?.ticketId === ticketId);
  await house.room.does('cleo', { type: 'change-restriction', ticketId, restricted: true });
  await ben.shows(({ presence }) => presence['cleo']?.ticketId === null);
  const late = await house.screen('ana');
  expect(late.state.presence['cleo']?.ticketId).toBeNull();
});

test('[LOCK-7] of two screens of one person, the one where they type is shown', async () => {
  const house = await open();
  const [one, other] = [await house.room.receive(), await house.room.receive()];
  const [first, second, ben] = [
    await house.screen('ana'),
    await house.screen('ana'),
    await house.screen('ben'),
  ];
  first.socket.emit('whereabouts', { ticketId: one, typing: true });
  await first.command({ type: 'begin-pause' });
  second.socket.emit('whereabouts', { ticketId: other, typing: false });
  await second.command({ type: 'end-pause' });
  await house.room.advance(coalesced);
  await ben.shows(({ presence }) => presence['ana']?.ticketId === one);
  first.close();
  await first.shows(({ ended }) => ended !== null);
  await second.command({ type: 'begin-pause' });
  await house.room.advance(coalesced);
  await ben.shows(({ presence }) => presence['ana']?.ticketId === other);
});

test('[LOCK-7] a screen that comes back learns also who has gone meanwhile', async () => {
  const house = await open();
  const before = await house.screen('ben');
  expect(before.state.presence).toHaveProperty('cleo');
  before.close();
  await house.room.signOut('cleo');
  await house.room.advance(coalesced);
  const after = house.connect('ben');
  after.state.presence = before.state.presence;
  after.helloAgain(before);
  await after.shows(({ presence }) => !('cleo' in presence));
  expect(after.state.snapshots).toBe(0);
});

function connectionOf(house: LiveHouse, personId: string, connected: boolean): Promise<void> {
  if (house.hub.isConnected(personId) === connected) return Promise.resolve();
  return new Promise((resolve) => {
    const end = house.hub.onConnection((id, isNow) => {
      if (id !== personId || isNow !== connected) return;
      end();
      resolve();
    });
  });
}
