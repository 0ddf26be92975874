import { defaultCycle } from '@vigie/shared/roster/cycle';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeTime } from '../testing/fake-time.ts';
import { Colleagues, presentIn } from './colleagues.ts';
import { seededRandom } from '@vigie/shared/chance/random';
import { demoStaff } from './staff.ts';
import { StubService } from './testing/stub-service.ts';

const minute = 60_000;
/** Tuesday 24 November 2026 in Paris, twenty minutes before NUIT-A takes over from JOUR-A. */
const beforeRelief = Date.parse('2026-11-24T16:40:00Z');
let time: FakeTime;
let service: StubService;
let colleagues: Colleagues;

beforeEach(() => {
  time = new FakeTime(beforeRelief);
  service = new StubService(time);
  colleagues = new Colleagues({
    cycle: defaultCycle,
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

  test('are absent for a whole shift, and not always the same', () => {
    const shift = (date: string) =>
      ({ id: `JOUR-A:${date}`, teamId: 'JOUR-A', kind: 'day' }) as const;
    expect(presentIn(shift('2026-11-24'))).toEqual(presentIn(shift('2026-11-24')));
    const shifts = Array.from({ length: 20 }, (_, n) => presentIn(shift(`2026-11-${String(n)}`)));
    expect(
      new Set(
        shifts.map((people) =>
          people
            .map(({ login }) => login)
            .toSorted()
            .join(),
        ),
      ).size,
    ).toBeGreaterThan(5);
    expect(shifts.every(({ length }) => length === 7 || length === 8)).toBe(true);
  });
});
