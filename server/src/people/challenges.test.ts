import { expect, test } from 'vitest';
import { FakeTime } from '../testing/fake-time.ts';
import { Challenges } from './challenges.ts';

function fresh(): Challenges {
  let n = 0;
  return new Challenges(new FakeTime(0), () => `challenge ${String((n += 1))}`);
}

test('[ACCESS-2] who asks without end pushes out their own oldest questions, and nobody else’s', () => {
  const challenges = fresh();
  const ofBen = challenges.issue('sign', 'ben');
  const atTheDoor = challenges.issue('sign-in', null);
  const ofAna = Array.from({ length: 21 }, () => challenges.issue('sign', 'ana'));
  expect(ofAna.map((one) => challenges.spend(one)).filter((purpose) => purpose === null)).toEqual([
    null,
  ]);
  for (let n = 0; n < 10_000; n += 1) challenges.issue('sign-in', null);
  expect(challenges.spend(ofBen)).toBe('sign');
  expect(challenges.spend(atTheDoor)).toBeNull();
});

test('[ACCESS-2] a question that was answered makes room for another', () => {
  const challenges = fresh();
  const first = challenges.issue('sign', 'ana');
  for (let n = 0; n < 30; n += 1) challenges.spend(challenges.issue('sign', 'ana'));
  expect(challenges.spend(first)).toBe('sign');
  expect(challenges.spend(first)).toBeNull();
});
