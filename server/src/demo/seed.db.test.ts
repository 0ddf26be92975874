import { allPeople, credentialOf } from '@vigie/db/queries/people';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { seedStaff } from './seed.ts';
import { demoStaff } from './staff.ts';

let room: TestRoom;
beforeEach(() => {
  room = new TestRoom();
});
afterEach(() => room.close());

const progress = vi.fn();
const seed = () =>
  seedStaff({ desk: room.desk, newId: () => room.newId(), passwordHash: '$argon2id$', progress });

test('[RUN-1] the staff is appointed through the desk: an event each, and a password nobody must change', async () => {
  await seed();
  const people = allPeople(room.database);
  expect(people).toHaveLength(40);
  expect(await room.eventsAfter(0)).toEqual(Array.from({ length: 40 }, () => 'person-added'));
  const { id } = people.find(({ login }) => login === 'morel')!;
  expect(credentialOf(room.database, id)).toMatchObject({ hash: '$argon2id$', mustChoose: false });
});

test('[RUN-1] appointing twice adds nobody twice', async () => {
  await seed();
  const head = await room.log.head();
  await seed();
  expect(await room.log.head()).toEqual(head);
});

test('[RUN-7] appointing tells how far it is', async () => {
  await seed();
  expect(progress).toHaveBeenLastCalledWith(demoStaff.length, demoStaff.length);
});
