import { expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { FirstCommissioner } from './first-commissioner.ts';
import { Passwords } from './passwords.ts';

test('[RUN-2] the link of the first commissioner is gone once it has been used', async () => {
  const room = new TestRoom();
  const { desk, staff } = room;
  const passwords = new Passwords({ memory: 64, passes: 1, parallelism: 1 });
  const newId = () => room.newId();
  const door = new FirstCommissioner({ desk, staff, passwords, newId, newToken: () => 'token' });
  const url = 'https://vigie.service.example';
  expect(door.link(url)).toBe(`${url}/premier-acces#token`);
  const form = { login: 'durand', name: 'A', rank: 'Cre', alias: 'A', password: 'twelve letters' };
  expect((await door.create({ ...form, token: 'guess' }, 'test')).ok).toBe(false);
  expect((await door.create({ ...form, token: 'token' }, 'test')).ok).toBe(true);
  expect(door.link(url)).toBeNull();
  await room.close();
});
