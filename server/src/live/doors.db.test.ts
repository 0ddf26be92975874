import { afterEach, describe, expect, test } from 'vitest';
import type { LiveHubParts } from './live-hub.ts';
import { rates } from './client-ear.ts';
import { maxMessageBytes } from './live-server.ts';
import { LiveHouse } from './testing/live-house.ts';

const houses: LiveHouse[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

async function open(options: Partial<LiveHubParts> = {}): Promise<LiveHouse> {
  const house = await LiveHouse.open(options);
  houses.push(house);
  return house;
}

describe('coming in', () => {
  test.each([
    ['no cookie', ''],
    ['a forged one', 'vigie_session=forged'],
    ['that of a session long ended', 'vigie_session=nobody-1'],
  ])('[ACCESS-2] a socket with %s is sent to the sign-in', async (_what, cookie) => {
    const house = await open();
    const stranger = house.connect('ana', { cookie });
    await stranger.shows(({ ended }) => ended === 'signed-out');
    expect(house.hub.isConnected('ana')).toBe(false);
  });

  test('[ACCESS-2] a page of another origin opens no socket, whatever its cookie', async () => {
    const house = await open();
    const foreign = house.connect('ana', { origin: 'https://ailleurs.example' });
    await foreign.shows(({ ended }) => ended !== null);
    const malformed = house.connect('ana', { origin: 'null' });
    await malformed.shows(({ ended }) => ended !== null);
    expect(house.hub.sockets).toBe(0);
  });

  test('[ACCESS-2] a page of this service does, also behind a proxy that hides its host', async () => {
    const house = await open({ origins: new Set(['https://vigie.example']) });
    const own = await house.screen('ana', { origin: house.url });
    const proxied = await house.screen('ana', { origin: 'https://vigie.example' });
    expect([own.state.ended, proxied.state.ended]).toEqual([null, null]);
  });

  test('[ACCESS-2] a session whose proof fails is not let in', async () => {
    const house = await open({ authenticate: () => Promise.reject(new Error('disk')) });
    const ana = house.connect('ana');
    await ana.shows(({ ended }) => ended === 'failed');
    expect(house.warnings).toHaveLength(1);
  });

  test('[SYNC-6] there is no way in but websocket', async () => {
    const house = await open();
    const answer = await fetch(`${house.url}/live/?EIO=4&transport=polling`);
    expect(answer.status).toBe(400);
  });
});

describe('being shown out', () => {
  test('[ACCESS-2] a session that ends cuts its sockets, and those of no other', async () => {
    const house = await open();
    const first = await house.screen('ana');
    const second = await house.screen('ana', { cookie: 'vigie_session=ana-2' });
    house.hub.endSession('ana-1');
    await first.shows(({ ended }) => ended !== null);
    expect(first.state).toMatchObject({ sessionEnded: true, ended: 'io server disconnect' });
    expect(second.state.ended).toBeNull();
    expect(house.hub.isConnected('ana')).toBe(true);
  });

  test('[ACCESS-2] a person whose sessions all end is cut on every screen, and nobody else', async () => {
    const house = await open();
    const first = await house.screen('ben');
    const second = await house.screen('ben', { cookie: 'vigie_session=ben-2' });
    const ana = await house.screen('ana');
    house.hub.endSession('ben');
    for (const screen of [first, second]) {
      await screen.shows(({ sessionEnded, ended }) => sessionEnded && ended !== null);
    }
    expect(ana.state.ended).toBeNull();
  });
});

describe('bad input', () => {
  test('an unknown event is answered by a complaint, and its content is not logged', async () => {
    const house = await open();
    const ana = await house.screen('ana');
    ana.say('mot-secret', { canari: 'contenu' });
    await ana.shows(({ complaints }) => complaints.length === 1);
    expect(ana.state.complaints).toEqual(['Événement inconnu de ce serveur.']);
    expect(JSON.stringify(house.warnings)).not.toMatch(/secret|canari|contenu/);
    expect(house.warnings).toEqual([{ personId: 'ana', cause: 'unknown' }]);
  });

  test.each([
    ['hello', { wire: 'un' }, 'wire (invalid_type), logId (invalid_type), since (invalid_type)'],
    ['catch-up', { since: -1 }, 'since (too_small)'],
    ['whereabouts', undefined, 'message (invalid_type)'],
    ['whereabouts', { ticketId: 'x'.repeat(65), typing: false }, 'ticketId (too_big)'],
  ])('a malformed %s is answered by where it is wrong', async (name, words, fault) => {
    const house = await open();
    const ana = await house.screen('ana');
    ana.say(name, words);
    await ana.shows(({ complaints }) => complaints.length === 1);
    expect(ana.state.complaints).toEqual([`Message mal formé : ${fault}.`]);
  });

  test('an event that socket.io itself would throw at is only unknown', async () => {
    const house = await open();
    const ana = await house.screen('ana');
    ana.say('error', 'boum');
    await ana.shows(({ complaints }) => complaints.length === 1);
    expect(await ana.command({ type: 'begin-pause' })).toMatchObject({ ok: true });
  });

  test('a malformed command is refused as over HTTP', async () => {
    const house = await open();
    const ana = await house.screen('ana');
    expect(await ana.command({ type: 'blow-up' })).toMatchObject({
      ok: false,
      refusal: 'bad-input',
    });
  });

  test('a command that asks for no answer is not carried out', async () => {
    const house = await open();
    const ana = await house.screen('ana');
    ana.say('command', { key: 'key-00000001', command: { type: 'begin-pause' } });
    await ana.shows(({ complaints }) => complaints.length === 1);
    expect(house.room.person('ana').pausedAt).toBeNull();
  });

  test('a command that fails is answered, and the socket lives', async () => {
    const house = await open({ execute: () => Promise.reject(new Error('bug')) });
    const ana = await house.screen('ana');
    expect(await ana.command({ type: 'claim-next' })).toMatchObject({
      ok: false,
      refusal: 'failed',
    });
    expect(ana.state.ended).toBeNull();
  });

  test('too many commands at once are refused as too many, and one second later there is room again', async () => {
    const house = await open();
    const ana = await house.screen('ana');
    const flood = Array.from({ length: rates.command.burst + 5 }, () =>
      ana.command({ type: 'claim-next' }),
    );
    const answers = await Promise.all(flood);
    expect(answers.filter((answer) => !answer.ok && answer.refusal === 'too-many')).toHaveLength(5);
    await house.room.advance(1_000);
    expect(await ana.command({ type: 'claim-next' })).toMatchObject({
      refusal: 'nothing-to-claim',
    });
  });

  test('a client that asks for snapshot upon snapshot is refused', async () => {
    const house = await open();
    const ana = await house.screen('ana');
    for (let n = 0; n < rates.view.burst; n += 1) ana.hello();
    await ana.shows(({ complaints }) => complaints.length === 1);
    expect(ana.state.complaints[0]).toMatch(/^Trop de demandes/);
    expect(ana.state.snapshots).toBe(rates.view.burst);
  });

  test('a program gone wild is cut, and everybody else works on', async () => {
    const house = await open();
    const [wild, ana] = [await house.screen('ben'), await house.screen('ana')];
    for (let n = 0; n <= rates.complaint.burst; n += 1) wild.say('boum');
    await wild.shows(({ ended }) => ended === 'io server disconnect');
    expect(await ana.command({ type: 'begin-pause' })).toMatchObject({ ok: true });
  });

  test('a message over the limit ends its socket alone', async () => {
    const house = await open();
    const [big, ana] = [await house.screen('ben'), await house.screen('ana')];
    big.say('whereabouts', 'x'.repeat(maxMessageBytes));
    await big.shows(({ ended }) => ended === 'transport close');
    expect(await ana.command({ type: 'begin-pause' })).toMatchObject({ ok: true });
  });

  test('a client that reads nothing is cut before its backlog fills the memory', async () => {
    const house = await open({ maxBacklogBytes: 1_000_000 });
    const [slow, ana] = [await house.screen('ben'), await house.screen('ana')];
    const tcp = (slow.socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws
      ._socket;
    tcp.pause();
    const text = 'é'.repeat(4_000);
    for (let n = 0; house.hub.isConnected('ben'); n += 1) {
      expect(n, 'nobody was cut').toBeLessThan(10_000);
      await house.room.does('morel', {
        type: 'post-instruction',
        text: `${text.slice(9)}${String(n)}`,
      });
      await house.room.settle();
    }
    expect(house.warnings).toMatchObject([{ personId: 'ben' }]);
    expect(ana.state.ended).toBeNull();
    tcp.resume();
  });
});

interface TcpSocket {
  pause(): void;
  resume(): void;
}
