import { expect, test } from 'vitest';
import { eventVersion, upcast, type Upcaster } from './upcast.ts';

const steps: Readonly<Record<number, Upcaster>> = {
  1: ({ name, ...event }) => ({ ...event, v: 2, label: name }),
  2: (event) => ({ ...event, v: 3, colour: 'blue' }),
};

test('[LOG-5] an old event passes through every step up to today’s version', () => {
  const old = { v: 1, name: 'a' };
  expect(upcast(old, steps, 3)).toEqual({ v: 3, label: 'a', colour: 'blue' });
  expect(upcast({ v: 2, label: 'a' }, steps, 3)).toEqual({ v: 3, label: 'a', colour: 'blue' });
  expect(old).toEqual({ v: 1, name: 'a' });
});

test('[LOG-5] an event of today’s version is read as it is', () => {
  const event = { v: eventVersion, seq: 1 };
  expect(upcast(event)).toEqual(event);
});

test('[LOG-5] an event from a newer program, or none at all, is refused by name', () => {
  expect(() => upcast({ v: eventVersion + 1 })).toThrow('older');
  expect(() => upcast({ v: 0 }, steps, 3)).toThrow('no upcaster for events of version 0');
  expect(() => upcast('event')).toThrow('no event');
});
