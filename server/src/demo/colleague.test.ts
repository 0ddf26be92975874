import { defaultSettings } from '@vigie/shared/settings/settings';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeTime } from '../testing/fake-time.ts';
import { leftWaiting } from './choose-ticket.ts';
import { Colleague } from './colleague.ts';
import { Patience } from './patience.ts';
import { seededRandom } from '@vigie/shared/chance/random';
import { Rhythm } from './rhythm.ts';
import { personCard, StubService, ticketCard } from './testing/stub-service.ts';

const hour = 3_600_000;
let time: FakeTime;
let service: StubService;
const warn = vi.fn();

beforeEach(() => {
  time = new FakeTime(10 * hour);
  service = new StubService(time);
  service.putPerson(personCard('other', 1));
  warn.mockClear();
});

function colleague(options: { seed?: number; speed?: number } = {}): Colleague {
  const random = seededRandom(options.seed ?? 1);
  const hired = new Colleague({
    login: 'amrani',
    password: 'demonstration',
    screen: service.screen(),
    patience: new Patience(time),
    rhythm: new Rhythm(random, options.speed ?? 1),
    clock: time,
    random,
    logger: { warn },
  });
  hired.start(0);
  return hired;
}

async function pass(ms: number): Promise<void> {
  await time.advance(ms, () => new Promise(setImmediate));
}

const fill = (count: number): void =>
  service.put(...Array.from({ length: count }, (_, n) => ticketCard(`t${String(n)}`)));

const sent = () => service.deeds.filter(({ type }) => type === 'send-reply');

describe('[RUN-1] a simulated colleague', () => {
  test('signs in, takes a ticket, types an answer that is saved as it grows, and sends it', async () => {
    fill(leftWaiting + 1);
    const amrani = colleague();
    await pass(hour);
    await amrani.close();
    expect(service.story('amrani').slice(0, 4)).toEqual([
      'sign-in',
      'claim-ticket',
      'save-draft',
      'send-reply',
    ]);
    const drafts = service.deeds.flatMap(({ command }) =>
      command?.type === 'save-draft' ? [command] : [],
    );
    expect(drafts).toHaveLength(12);
    expect(drafts.map(({ revision }) => revision)).toEqual(drafts.map((_, n) => n + 1));
    const reply = sent()[0]?.command;
    expect(drafts.at(-1)).toMatchObject({ token: 7, text: reply && 'text' in reply && reply.text });
    expect(drafts.every(({ text }) => drafts.at(-1)!.text.startsWith(text))).toBe(true);
    expect(service.whereabouts.some(({ typing }) => typing)).toBe(true);
    expect(service.whereabouts.at(-1)).toEqual({ ticketId: null, typing: false });
  });

  test('leaves the human the tickets that are left to them', async () => {
    fill(20);
    const amrani = colleague();
    await pass(24 * hour);
    await amrani.close();
    expect(Object.keys(service.view.tickets)).toHaveLength(leftWaiting);
  });

  test('[LOCK-5] asks for no more than they may hold', async () => {
    fill(20);
    const amrani = colleague();
    await pass(0);
    service.putPerson({ ...personCard('amrani', 1), held: defaultSettings.claimLimit });
    await pass(hour);
    await amrani.close();
    expect(service.story('amrani')).not.toContain('claim-ticket');
  });

  test('takes about nine minutes for an answer, three with an answer sheet', async () => {
    fill(400);
    const amrani = colleague({ seed: 4 });
    await pass(30 * hour);
    await amrani.close();
    const minutes = sent().map(({ at, command }) => {
      const claim = service.deeds.find(
        (deed) =>
          deed.type === 'claim-ticket' &&
          deed.command &&
          command &&
          'ticketId' in deed.command &&
          'ticketId' in command &&
          deed.command.ticketId === command.ticketId,
      );
      return (at - (claim?.at ?? 0)) / 60_000;
    });
    const median = minutes.toSorted((one, other) => one - other)[Math.floor(minutes.length / 2)];
    expect(sent().length).toBeGreaterThan(120);
    expect(median).toBeGreaterThan(6);
    expect(median).toBeLessThan(10);
  });

  test('is as much quicker as the speed says', async () => {
    fill(400);
    const amrani = colleague({ seed: 4, speed: 30 });
    await pass(hour);
    await amrani.close();
    expect(sent().length).toBeGreaterThan(100);
  });

  test('answers a P0 with who was called, and when', async () => {
    service.put(ticketCard('danger', { priority: 'P0', category: 'urgence' }));
    const amrani = colleague();
    await pass(hour);
    await amrani.close();
    expect(sent()[0]?.command).toMatchObject({
      ticketId: 'danger',
      contact: { at: sent()[0]?.at },
    });
  });

  test('closes advertising as spam, unanswered', async () => {
    fill(leftWaiting);
    service.put(ticketCard('ad', { subject: 'Référencement de votre site', dueAt: 0 }));
    service.put(...[1, 2].map((n) => ticketCard(`t${String(n)}`, { dueAt: 9e15 })));
    const amrani = colleague({ seed: 2 });
    await pass(2 * hour);
    await amrani.close();
    const closed = service.deeds.filter(({ type }) => type === 'close-ticket');
    expect(closed.map(({ command }) => command)).toMatchObject([
      { ticketId: 'ad', reason: 'spam' },
    ]);
  });

  test('[LOCK-3] stops typing when the lock is lost, and sends nothing', async () => {
    fill(leftWaiting + 1);
    service.refused.set('save-draft', 'stale-token');
    const amrani = colleague();
    await pass(hour / 2);
    await amrani.close();
    expect(sent()).toEqual([]);
  });

  test('gives back a ticket whose answer is refused, and does not take it again', async () => {
    fill(leftWaiting + 1);
    service.refused.set('send-reply', 'no-recipient');
    const amrani = colleague();
    await pass(12 * hour);
    await amrani.close();
    const ids = (type: string): string[] =>
      service.deeds.flatMap(({ type: done, command }) =>
        done === type && command && 'ticketId' in command ? [command.ticketId] : [],
      );
    expect(ids('release-ticket').length).toBeGreaterThan(3);
    expect(new Set(ids('claim-ticket')).size).toBe(ids('claim-ticket').length);
    expect(ids('release-ticket')).toEqual(ids('claim-ticket'));
  });

  test('goes on with the ticket in hand after the service was away', async () => {
    fill(leftWaiting + 1);
    const amrani = colleague();
    while (!service.story('amrani').includes('save-draft')) await pass(1_000);
    service.isReachable = false;
    await pass(180_000);
    expect(warn).toHaveBeenCalled();
    service.isReachable = true;
    await pass(hour);
    await amrani.close();
    expect(service.deeds.filter(({ type }) => type === 'claim-ticket')).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  test('finishes the ticket in hand before leaving, takes no other, and signs out', async () => {
    fill(30);
    const amrani = colleague();
    while (!service.story('amrani').includes('save-draft')) await pass(1_000);
    const left = amrani.leave();
    await pass(hour);
    await left;
    expect(service.story('amrani')).toEqual([
      'sign-in',
      'claim-ticket',
      'save-draft',
      'send-reply',
      'sign-out',
    ]);
    expect(time.pending).toBe(0);
  });

  test('takes nothing any more once the shift is over', async () => {
    fill(30);
    const amrani = colleague();
    await pass(0);
    expect(service.story('amrani')).toEqual(['sign-in']);
    const left = amrani.leave();
    await pass(hour);
    await left;
    expect(service.story('amrani')).toEqual(['sign-in', 'sign-out']);
  });

  test('stops in the middle of a word when the demonstration ends, and leaves no timer', async () => {
    fill(30);
    const amrani = colleague();
    while (!service.story('amrani').includes('save-draft')) await pass(1_000);
    await amrani.close();
    expect(service.story('amrani').at(-1)).toBe('sign-out');
    expect(time.pending).toBe(0);
    expect(warn).not.toHaveBeenCalled();
  });
});
