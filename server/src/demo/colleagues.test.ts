import { onDutyAt } from '@vigie/shared/roster/duties';
import type { Departure } from '@vigie/shared/roster/override';
import { defaultPlan } from '@vigie/shared/roster/plan';
import { RosterBook } from '@vigie/shared/roster/roster-book';
import { entered } from '@vigie/shared/roster/testing';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeTime } from '../testing/fake-time.ts';
import { Colleagues, missingFrom } from './colleagues.ts';
import { seededRandom } from '@vigie/shared/chance/random';
import { demoStaff } from './staff.ts';
import { StubService } from './testing/stub-service.ts';

const minute = 60_000;
/** Tuesday 24 November 2026 in Paris, twenty minutes before NUIT-A takes over from JOUR-A. */
const beforeRelief = Date.parse('2026-11-24T16:40:00Z');
let time: FakeTime;
let service: StubService;
let colleagues: Colleagues;
let book: RosterBook;

beforeEach(() => {
  time = new FakeTime(beforeRelief);
  service = new StubService(time);
  const people = demoStaff.map((person) => ({ ...person, id: person.login, active: true }));
  book = new RosterBook(defaultPlan, people);
  colleagues = new Colleagues({
    onDuty: () =>
      onDutyAt(book, time.now()).map(({ personId, shiftId }) => ({ login: personId, shiftId })),
    clock: time,
    timers: time,
    random: seededRandom(1),
    speed: 1,
    newScreen: () => service.screen(),
    logger: { warn: vi.fn() },
  });
});

async function pass(ms: number): Promise<void> {
  await time.advance(ms, () => new Promise(setImmediate));
}

const signedIn = (): string[] =>
  Object.values(service.view.people)
    .filter(({ signedInAt }) => signedInAt !== null)
    .map(({ id }) => id);

const teamsOf = (logins: readonly string[]): (string | null | undefined)[] => [
  ...new Set(logins.map((login) => demoStaff.find((person) => person.login === login)?.teamId)),
];

describe('[RUN-1] the simulated colleagues', () => {
  test('of the shift on duty come within seconds of the start, one or two excepted', async () => {
    colleagues.start();
    await pass(20_000);
    expect(teamsOf(signedIn())).toEqual(['JOUR-A']);
    expect(signedIn().length).toBeGreaterThanOrEqual(7);
    expect(signedIn().length).toBeLessThanOrEqual(8);
    await colleagues.close();
  });

  test('are relieved: the next team comes in the eight minutes, and the first goes when its work is done', async () => {
    colleagues.start();
    await pass(20 * minute + 7 * minute);
    expect(teamsOf(signedIn()).toSorted()).toEqual(['JOUR-A', 'NUIT-A']);
    // Some have a ticket in hand when their shift is over, and finish it.
    await pass(45 * minute);
    expect(teamsOf(signedIn())).toEqual(['NUIT-A']);
    await colleagues.close();
  });

  test('never sign in as one of those who are left to humans', async () => {
    colleagues.start();
    await pass(30 * 60 * minute);
    const humans = new Set(
      demoStaff.filter(({ isForHumans }) => isForHumans).map(({ login }) => login),
    );
    expect(service.deeds.length).toBeGreaterThan(50);
    expect(service.deeds.filter(({ login }) => humans.has(login))).toEqual([]);
    await colleagues.close();
  });

  test('all sign out when the demonstration ends, and leave no timer behind', async () => {
    colleagues.start();
    await pass(20 * minute + 4 * minute);
    await colleagues.close();
    expect(signedIn()).toEqual([]);
    expect(time.pending).toBe(0);
  });

  test('are missing for a whole shift, and not always the same', () => {
    const missing = (date: string) => [...missingFrom(`JOUR-A:${date}`)].toSorted();
    expect(missing('2026-11-24')).toEqual(missing('2026-11-24'));
    const shifts = Array.from({ length: 20 }, (_, n) => missing(`2026-11-${String(n)}`));
    expect(new Set(shifts.map((logins) => logins.join())).size).toBeGreaterThan(5);
    expect(shifts.every(({ length }) => length === 1 || length === 2)).toBe(true);
  });

  test('[ROST-4] follow the roster as it stands: who falls ill goes, who is called comes', async () => {
    colleagues.start();
    await pass(minute);
    const [ill = ''] = signedIn();
    const date = '2026-11-24';
    const called = demoStaff.find(
      ({ teamId, isForHumans }) => teamId === 'JOUR-B' && !isForHumans,
    )?.login;
    expect(signedIn()).not.toContain(called);
    const departures: Departure[] = [
      { kind: 'absence', personId: ill, absence: 'CM', from: date, to: date },
      { kind: 'recall', personId: called ?? '', shiftId: `JOUR-A:${date}` },
    ];
    for (const override of departures.map(entered)) book.put(override);
    // Whoever comes takes a while; whoever goes ends the ticket in hand first.
    await pass(15 * minute);
    expect(signedIn()).toContain(called);
    await pass(45 * minute);
    expect(signedIn()).not.toContain(ill);
    await colleagues.close();
  });
});
