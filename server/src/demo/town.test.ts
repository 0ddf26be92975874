import { describe, expect, test, vi } from 'vitest';
import { FakeTime } from '../testing/fake-time.ts';
import { Letterboxes, type DeliveredMail } from './letterboxes.ts';
import type { Letter } from './letters.ts';
import { seededRandom } from '@vigie/shared/chance/random';
import { Town } from './town.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Friday 27 November 2026, midnight in Paris: an ordinary day has factor 1.00. */
const friday = Date.parse('2026-11-26T23:00:00Z');

interface Sent {
  readonly at: number;
  readonly letter: Letter;
}

class StubLetterboxes extends Letterboxes {
  /** Answers that wait; each is read once. */
  answers: DeliveredMail[] = [];

  override take(isWanted: (mail: DeliveredMail) => boolean): DeliveredMail | null {
    const place = this.answers.findIndex(isWanted);
    return place === -1 ? null : (this.answers.splice(place, 1)[0] ?? null);
  }
}

function townOf(seed: number, options: { speed?: number; from?: number } = {}) {
  const time = new FakeTime(options.from ?? friday);
  const letterboxes = new StubLetterboxes();
  const sent: Sent[] = [];
  const warn = vi.fn();
  const send = vi.fn(async (letter: Letter) => void sent.push({ at: time.now(), letter }));
  const town = new Town({
    random: seededRandom(seed),
    clock: time,
    timers: time,
    speed: options.speed ?? 1,
    tz: 'Europe/Paris',
    letterboxes,
    send,
    logger: { warn },
  });
  return { town, time, letterboxes, sent, send, warn };
}

async function live(
  seed: number,
  ms: number,
  options: Parameters<typeof townOf>[1] = {},
): Promise<Sent[]> {
  const { town, time, sent } = townOf(seed, options);
  town.start();
  await time.advance(ms);
  await town.close();
  expect(time.pending).toBe(0);
  return sent;
}

function delivered(n: number, isAutomatic: boolean): DeliveredMail {
  const [to, messageId] = [`c${String(n)}@orange.example`, `<${String(n)}@vigie.example>`];
  const replyTo = 'contact@vigie.example';
  return { to, messageId, references: '', replyTo, subject: 'S', text: 'T', isAutomatic, at: 0 };
}

describe('[RUN-1] the town', () => {
  test('writes about 300 mails on an ordinary day, few at night and most in the afternoon', async () => {
    const fridays = await Promise.all(
      Array.from({ length: 6 }, (_, n) => live(n, day, { from: friday + n * 7 * day })),
    );
    const perDay = fridays.flat().length / 6;
    expect(perDay).toBeGreaterThan(280);
    // Bursts come on top of the curve: once a day, some twenty minutes, five times as much.
    expect(perDay).toBeLessThan(360);
    const within = (from: number, to: number): number =>
      fridays.flat().filter(({ at }) => {
        const past = (at - friday) % (7 * day);
        return past >= from * hour && past < to * hour;
      }).length / 6;
    // The curve gives 13.7 mails between 1 h and 6 h, 79.8 between 14 h and 18 h.
    expect(within(2, 6)).toBeLessThan(16);
    expect(within(14, 18)).toBeGreaterThan(65);
  });

  test('lives a day in an hour at speed 24, at the rate of that hour', async () => {
    const sent = await live(5, hour, { speed: 24, from: friday + 14 * hour });
    expect(sent.length).toBeGreaterThan(24 * 20.7 * 0.8);
  });

  test('now and then writes five times as much for a while, mostly about one thing', async () => {
    const sent = await live(11, 5 * day);
    const quarters = new Map<number, Letter[]>();
    for (const { at, letter } of sent) {
      const quarter = Math.floor(at / (hour / 4));
      quarters.set(quarter, [...(quarters.get(quarter) ?? []), letter]);
    }
    const fullest = [...quarters.values()].toSorted((one, other) => other.length - one.length)[0]!;
    expect(fullest.length).toBeGreaterThan(14);
    const counts = Map.groupBy(fullest, ({ category }) => category);
    expect(Math.max(...[...counts.values()].map(({ length }) => length))).toBeGreaterThan(
      fullest.length / 2,
    );
  });

  test('has 15 % follow-ups, 7 % duplicates and 10 % machine mail or spam', async () => {
    const { town, time, letterboxes, sent } = townOf(2, { speed: 10 });
    letterboxes.answers = Array.from({ length: 4_000 }, (_, n) => delivered(n, n % 2 === 0));
    town.start();
    await time.advance(day);
    await town.close();
    const share = (...kinds: Letter['kind'][]): number =>
      sent.filter(({ letter }) => kinds.includes(letter.kind)).length / sent.length;
    expect(share('follow-up')).toBeCloseTo(0.15, 1);
    expect(share('duplicate')).toBeCloseTo(0.07, 1);
    expect(share('automatic', 'spam')).toBeCloseTo(0.1, 1);
  });

  test('never writes back to an automatic mail as to an answer', async () => {
    const { town, time, letterboxes, sent } = townOf(2, { speed: 10 });
    letterboxes.answers = Array.from({ length: 50 }, (_, n) => delivered(n, true));
    town.start();
    await time.advance(day);
    await town.close();
    expect(sent.filter(({ letter }) => letter.kind === 'follow-up')).toEqual([]);
    const absences = sent.filter(({ letter }) => letter.headers['Auto-Submitted'] !== undefined);
    expect(absences.length).toBeGreaterThan(10);
  });

  test('begins with a dump of 25 to 40 mails, a danger and restricted reports among them', async () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const { town, sent } = townOf(seed);
      town.dump();
      await town.close();
      expect(sent.length).toBeGreaterThanOrEqual(25);
      expect(sent.length).toBeLessThanOrEqual(40);
      const letters = sent.map(({ letter }) => letter);
      expect(letters.some(({ danger }) => danger)).toBe(true);
      expect(
        letters.filter(({ category }) => category === 'vif' || category === 'vss').length,
      ).toBeGreaterThan(1);
      expect(new Set(letters.map(({ category }) => category)).size).toBeGreaterThan(8);
    }
  });

  test('goes on when the mail server refuses a letter, and says so without its words', async () => {
    const { town, time, send, sent, warn } = townOf(3);
    send.mockRejectedValueOnce(new Error('451'));
    town.start();
    await time.advance(day);
    await town.close();
    expect(sent.length).toBeGreaterThan(200);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(warn.mock.calls)).not.toContain('example');
  });

  test('closes once what it wrote has arrived', async () => {
    const { town, send } = townOf(3);
    const arrived = Promise.withResolvers<undefined>();
    send.mockImplementationOnce(() => arrived.promise);
    town.dump();
    const closed = vi.fn();
    const closing = town.close().then(closed);
    await new Promise(setImmediate);
    expect(closed).not.toHaveBeenCalled();
    arrived.resolve(undefined);
    await closing;
    expect(closed).toHaveBeenCalled();
  });
});
