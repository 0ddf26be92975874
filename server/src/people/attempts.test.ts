import { expect, test } from 'vitest';
import { FakeTime } from '../testing/fake-time.ts';
import { Attempts } from './attempts.ts';

const limits = { windowMs: 60_000, perLoginAndAddress: 2, perLogin: 3, perAddress: 4 };
const at = (time: FakeTime) => new Attempts(time, limits);

test('[ACCESS-2] tries are counted by login and address, by login, and by address', () => {
  const attempts = at(new FakeTime(0));
  const tries = (login: string, address: string) => attempts.begin(login, address) !== null;
  expect([tries('ana', 'a'), tries('ana', 'a'), tries('ana', 'a')]).toEqual([true, true, false]);
  expect([tries('ana', 'b'), tries('ana', 'c')]).toEqual([true, false]);
  expect([tries('ben', 'a'), tries('eva', 'a'), tries('zoe', 'a')]).toEqual([true, true, false]);
});

test('[ACCESS-2] what was right is forgiven, and what was wrong is forgotten after the window', async () => {
  const time = new FakeTime(0);
  const attempts = at(time);
  attempts.begin('ana', 'a')?.forgive();
  attempts.begin('ana', 'a');
  expect(attempts.begin('ana', 'a')).not.toBeNull();
  expect(attempts.begin('ana', 'a')).toBeNull();
  await time.advance(59_999);
  expect(attempts.begin('ana', 'a')).toBeNull();
  await time.advance(1);
  expect(attempts.begin('ana', 'a')).not.toBeNull();
});
