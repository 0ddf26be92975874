import { afterEach, beforeEach, expect, test } from 'vitest';
import { allPeople } from '@vigie/db/queries/people';
import { daysAfter } from '@vigie/shared/roster/calendar';
import { holesBetween } from '@vigie/shared/roster/holes';
import { defaultPlan } from '@vigie/shared/roster/plan';
import { RosterBook } from '@vigie/shared/roster/roster-book';
import { TestRoom } from '../testing/test-room.ts';
import { seedRoster } from './seed-roster.ts';
import { seedStaff } from './seed.ts';

let room: TestRoom;
beforeEach(() => {
  room = new TestRoom();
});
afterEach(() => room.close());

async function seed(): Promise<void> {
  const newId = () => room.newId();
  await seedStaff({
    desk: room.desk,
    newId,
    passwordHash: '$argon2id$',
    progress: () => undefined,
  });
  const people = allPeople(room.database);
  await seedRoster({
    ...{ desk: room.desk, newId, now: room.time.now() },
    book: new RosterBook(defaultPlan, people),
    idOf: (login) => people.find((person) => person.login === login)?.id ?? null,
  });
}
const today = '2026-11-24';
const overrides = () => room.roster.book.overrides();

test('[RUN-1] the roster of a demonstration has leave, sickness and a hole in the coming night', async () => {
  await seed();
  const kinds = overrides().flatMap(({ departure }) =>
    departure.kind === 'absence' ? [departure.absence] : [],
  );
  for (const kind of ['CA', 'CM', 'ARTT', 'training', 'recovery']) expect(kinds).toContain(kind);
  const holes = holesBetween(room.roster.book, today, daysAfter(today, 1), room.time.now());
  const [hole] = holes.filter(({ lacks }) => lacks === 'people');
  expect(hole?.shiftId).toMatch(/^NUIT-/);
  expect(hole?.candidates[0]?.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('[RUN-1] one swap waits for the command, one for the other person, neither against a rule', async () => {
  await seed();
  const swaps = overrides().filter(({ departure }) => departure.kind === 'swap');
  expect(swaps.map(({ status }) => status).toSorted()).toEqual(['agreed', 'asked']);
});

test.each([0, 3, 7, 10])(
  '[RUN-1] whatever the day: %i days on, the hole and both swaps are there',
  async (days) => {
    room.time.jump(days * 86_400_000);
    await seed();
    const from = daysAfter(today, days);
    const holes = holesBetween(room.roster.book, from, daysAfter(from, 1), room.time.now());
    expect(holes.some(({ lacks }) => lacks === 'people')).toBe(true);
    expect(overrides().filter(({ departure }) => departure.kind === 'swap')).toHaveLength(2);
  },
);

test('[LOG-6] entered twice, nothing is entered twice', async () => {
  await seed();
  const [head, count] = [await room.log.head(), overrides().length];
  await seed();
  expect([await room.log.head(), overrides().length]).toEqual([head, count]);
});
