import { afterEach, expect, test } from 'vitest';
import { wireVersion } from '@vigie/shared/wire/version';
import type { LiveHubParts } from './live-hub.ts';
import { LiveHouse } from './testing/live-house.ts';
import type { TestScreen } from './testing/test-screen.ts';

const houses: LiveHouse[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

async function open(options: Partial<LiveHubParts> = {}): Promise<LiveHouse> {
  const house = await LiveHouse.open(options);
  houses.push(house);
  return house;
}

function holderOf(screen: TestScreen, ticketId: string): string | null {
  const card = screen.view.tickets[ticketId];
  return card && !card.veiled ? (card.lock?.holder ?? null) : null;
}

test('[SYNC-1] a claim by one agent locks the ticket on every other screen', async () => {
  const house = await open();
  const ticketId = await house.room.receive();
  const [ana, ben, cleo] = [
    await house.screen('ana'),
    await house.screen('ben'),
    await house.screen('cleo'),
  ];
  const answer = await ana.command({ type: 'claim-ticket', ticketId });
  expect(answer).toMatchObject({ ok: true, ticketId });
  for (const screen of [ana, ben, cleo]) {
    await screen.shows(() => holderOf(screen, ticketId) === 'ana');
    expect(screen.view.people['ana']?.held).toBe(1);
  }
});

test('[LOCK-1] of two claims at once one is refused, and every screen names the other', async () => {
  const house = await open();
  const ticketId = await house.room.receive();
  const [ana, ben] = [await house.screen('ana'), await house.screen('ben')];
  const answers = await Promise.all([
    ana.command({ type: 'claim-ticket', ticketId }),
    ben.command({ type: 'claim-ticket', ticketId }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: 'held-by-other' });
  const winner = answers[0].ok ? 'ana' : 'ben';
  for (const screen of [ana, ben]) await screen.shows(() => holderOf(screen, ticketId) === winner);
});

test('[SYNC-2] a screen that missed a frame asks for it, and is right again without a snapshot', async () => {
  const house = await open();
  const ben = await house.screen('ben');
  ben.losing = 1;
  const missed = await house.room.receive();
  await ben.shows(() => ben.losing === 0);
  const next = await house.room.receive();
  await ben.shows(({ feed }) => missed in feed.view.tickets && next in feed.view.tickets);
  expect(ben.state).toMatchObject({ catchUps: 1, snapshots: 1 });
});

test('[SYNC-2] a gap longer than the buffer gives a new snapshot', async () => {
  const house = await open({ ringCapacity: 3 });
  const ben = await house.screen('ben');
  ben.losing = 4;
  const missed: string[] = [];
  for (let n = 0; n < 4; n += 1) missed.push(await house.room.receive());
  await ben.shows(() => ben.losing === 0);
  await house.room.advance(1_000);
  await ben.shows(({ feed }) => missed.every((id) => id in feed.view.tickets));
  expect(ben.state).toMatchObject({ catchUps: 1, snapshots: 2 });
});

test('[SYNC-3] the heartbeat reveals a lost last delta', async () => {
  const house = await open();
  const ben = await house.screen('ben');
  ben.losing = 1;
  const ticketId = await house.room.receive();
  await ben.shows(() => ben.losing === 0);
  await house.room.advance(1_000);
  await ben.shows(({ feed }) => ticketId in feed.view.tickets);
  expect(ben.state.heartbeat?.head).toBe(ben.state.feed.seq);
});

test('[SYNC-3] no heartbeat names a head whose delta was not sent before it', async () => {
  const house = await open();
  const ben = await house.screen('ben');
  const ticketId = await house.room.receive();
  // Still the tick of the commit: its deltas wait for the tick's end.
  await house.room.time.advance(1_000);
  await ben.shows(({ heartbeat }) => heartbeat?.head === house.hub.head);
  expect(ben.view.tickets).toHaveProperty(ticketId);
  expect(ben.state.catchUps).toBe(0);
});

test('[SYNC-3] a heartbeat comes every second though nothing happens, with the health of the mail', async () => {
  const house = await open();
  const ben = await house.screen('ben');
  house.health = { mailbox: 'silent', outbox: 'delayed' };
  const begin = house.room.time.now();
  for (const second of [1, 2, 3]) {
    await house.room.advance(1_000);
    await ben.shows(({ heartbeat }) => heartbeat?.at === begin + second * 1_000);
  }
  expect(ben.state.heartbeat).toMatchObject({ mailbox: 'silent', outbox: 'delayed' });
});

test('[SYNC-8] the deltas of one tick travel in one frame', async () => {
  const house = await open();
  const tickets: string[] = [];
  for (let n = 0; n < 3; n += 1) tickets.push(await house.room.receive());
  const ben = await house.screen('ben');
  const acts = tickets.map((ticketId) =>
    house.room.does('ana', { type: 'change-category', ticketId, category: 'cb' }),
  );
  await Promise.all(acts);
  await ben.shows((_state, { deltas }) => deltas.length === 3);
  expect(ben.state.frames).toHaveLength(1);
});

test('[SYNC-2] a screen whose connection comes back gets what it missed, and no snapshot', async () => {
  const house = await open();
  const before = await house.screen('ben');
  before.close();
  const ticketId = await house.room.receive();
  const after = house.connect('ben');
  after.helloAgain(before);
  await after.shows(({ feed, heartbeat }) => ticketId in feed.view.tickets && heartbeat !== null);
  expect(after.state.snapshots).toBe(0);
});

test.each([
  ['another log', { logId: 'another.uncleared' }],
  ['a seq that this log never reached', { since: 1_000_000 }],
])(
  '[SYNC-1] a screen that comes back from %s starts again from a snapshot',
  async (_what, wrong) => {
    const house = await open();
    const before = await house.screen('ben');
    const { logId, seq } = before.state.feed;
    const after = house.connect('ben');
    after.hello({ logId, since: seq, ...wrong });
    await after.shows(({ snapshots }) => snapshots === 1);
  },
);

test('[SYNC-4] a screen never goes on from the view of another audience', async () => {
  const house = await open();
  const secret = await house.room.receive({ finding: { restricted: true } });
  const cleo = await house.screen('cleo');
  const ben = house.connect('ben');
  ben.helloAgain(cleo);
  await ben.shows(({ snapshots }) => snapshots === 1);
  expect(ben.view.tickets[secret]).toEqual({
    veiled: true,
    id: secret,
    openedAt: house.room.time.now(),
  });
});

test('[SYNC-7] a client of an older version is asked to reload, and is told nothing else', async () => {
  const house = await open();
  const old = house.connect('ben');
  old.hello({ wire: wireVersion - 1 });
  await old.shows(({ outdated }) => outdated === wireVersion);
  await house.room.receive();
  const fresh = await house.screen('ana');
  expect(fresh.state.snapshots).toBe(1);
  expect(old.state).toMatchObject({ snapshots: 0, frames: [], heartbeat: null });
});

test('[SYNC-7] its draft is kept: it may still hand in what was typed', async () => {
  const house = await open();
  const { ticketId, token } = await house.room.claimed('ben');
  const old = house.connect('ben');
  old.hello({ wire: wireVersion - 1 });
  const draft = { type: 'save-draft', ticketId, token, text: 'Madame, Monsieur', revision: 1 };
  expect(await old.command(draft)).toMatchObject({ ok: true });
});

test('[SYNC-4] a new clearance shows the cleared view at once, and its end takes it away', async () => {
  const house = await open();
  const secret = await house.room.receive({ finding: { restricted: true } });
  const ben = await house.screen('ben');
  expect(ben.view.tickets[secret]?.veiled).toBe(true);
  const fields = { type: 'change-person', personId: 'ben', rank: 'Gpx', name: 'Ben', alias: 'RIO' };
  const file = { ...fields, login: 'ben', role: 'agent', teamId: 'JOUR-A' };
  await house.room.does('gallois', { ...file, clearances: ['violence'] });
  await ben.shows(({ feed }) => feed.view.tickets[secret]?.veiled === false);
  await house.room.does('gallois', { ...file, clearances: [] });
  await ben.shows(({ feed }) => feed.view.tickets[secret]?.veiled === true);
  expect(ben.state.snapshots).toBe(3);
  const heard = ben.heard.length;
  await house.room.does('cleo', { type: 'add-note', ticketId: secret, text: 'Rappelée' });
  await ben.shows(({ feed }) => feed.seq === house.hub.head);
  expect(ben.heard.slice(heard)).not.toContain('note-added');
});

test('[SYNC-6] a stop of the server is no end of the session: its clients come back by themselves', async () => {
  const house = await open();
  const ben = await house.screen('ben');
  house.hub.close();
  await ben.shows(({ ended }) => ended !== null);
  // After `io server disconnect`, socket.io's client would stay away.
  expect(ben.state.ended).toBe('transport close');
  expect(house.room.time.pending).toBe(0);
});
