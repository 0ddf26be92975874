import { expect, test } from 'vitest';
import { FakeTime } from '../testing/fake-time.ts';
import { Heartbeat } from './heartbeat.ts';

test('[LOCK-4] the server notes that it is alive at its start, every 5 seconds, and at its end', async () => {
  const time = new FakeTime(0);
  const beats: number[] = [];
  const logger = { error: () => undefined };
  const persist = (at: number) => beats.push(at);
  const heartbeat = new Heartbeat({ clock: time, timers: time, persist, logger });
  await time.advance(12_000);
  heartbeat.close();
  expect(beats).toEqual([0, 5_000, 10_000, 12_000]);
  expect(time.pending).toBe(0);
});

test('a beat that cannot be stored is logged, and the next one is tried', async () => {
  const time = new FakeTime(0);
  const errors: object[] = [];
  const persist = () => {
    throw new Error('full');
  };
  const logger = { error: (context: object) => errors.push(context) };
  const heartbeat = new Heartbeat({ clock: time, timers: time, persist, logger });
  await time.advance(5_000);
  heartbeat.close();
  expect(errors).toHaveLength(3);
});
