import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  backOffMs,
  pollsBetweenComparisons,
  stepIntake,
  type IntakeFailure,
  type IntakeInput,
  type IntakeState,
} from './intake-machine.ts';

const stopped: IntakeState = { at: 'stopped' };
const connecting: IntakeState = { at: 'connect', failures: 0 };
const selecting: IntakeState = { at: 'select', failures: 0 };
const resyncing: IntakeState = { at: 'resync', failures: 0, again: false, polls: 0 };
const idling: IntakeState = { at: 'idle', polls: 3 };
const polling: IntakeState = { at: 'poll', polls: 4, arrived: false };
const backingOff: IntakeState = { at: 'back-off', failures: 2, cause: 'lost' };

const start: IntakeInput = { type: 'start' };
const arrived: IntakeInput = { type: 'arrived' };
const lost: IntakeInput = { type: 'failed', cause: 'lost', roll: 1 };
const polled = (news: 'none' | 'mail' | 'other-validity'): IntakeInput => ({
  type: 'polled',
  news,
});

test.each<[string, IntakeState, IntakeInput, IntakeState['at'], object[]]>([
  ['starting connects', stopped, start, 'connect', [{ do: 'connect' }]],
  [
    'a connection selects the mailbox',
    connecting,
    { type: 'connected' },
    'select',
    [{ do: 'select' }],
  ],
  [
    'a selected mailbox is compared whole',
    selecting,
    { type: 'selected' },
    'resync',
    [{ do: 'take-in', whole: true }],
  ],
  ['a compared mailbox is listened to', resyncing, { type: 'resynced' }, 'idle', [{ do: 'idle' }]],
  [
    'what arrives meanwhile is taken in next',
    { ...resyncing, again: true },
    { type: 'resynced' },
    'resync',
    [{ do: 'take-in', whole: false }],
  ],
  ['an arrival is taken in at once', idling, arrived, 'resync', [{ do: 'take-in', whole: false }]],
  ['a poll asks beside IDLE', idling, { type: 'poll-due' }, 'poll', [{ do: 'poll' }]],
  ['a poll without news listens on', polling, polled('none'), 'idle', [{ do: 'idle' }]],
  [
    'a poll finds what was not pushed',
    polling,
    polled('mail'),
    'resync',
    [{ do: 'take-in', whole: false }],
  ],
  [
    'an arrival during a poll is not forgotten',
    { ...polling, arrived: true },
    polled('none'),
    'resync',
    [{ do: 'take-in', whole: false }],
  ],
  [
    'a new UIDVALIDITY selects anew',
    polling,
    polled('other-validity'),
    'select',
    [{ do: 'select' }],
  ],
  [
    'after many polls the whole is compared',
    { ...polling, polls: pollsBetweenComparisons },
    polled('none'),
    'resync',
    [{ do: 'take-in', whole: true }],
  ],
  [
    'a failure disconnects and waits',
    idling,
    lost,
    'back-off',
    [{ do: 'disconnect' }, { do: 'wait', ms: 1_000 }],
  ],
  [
    'after the wait it connects again',
    backingOff,
    { type: 'waited' },
    'connect',
    [{ do: 'connect' }],
  ],
  ['a second failure while waiting changes nothing', backingOff, lost, 'back-off', []],
  ['stopping disconnects', polling, { type: 'stop' }, 'stopped', [{ do: 'disconnect' }]],
  ['nothing wakes what is stopped', stopped, lost, 'stopped', []],
  ['a late answer to a poll changes nothing', idling, polled('mail'), 'idle', []],
  ['a late timer changes nothing', resyncing, { type: 'poll-due' }, 'resync', []],
])('[MAIL-3] %s', (_title, state, input, at, effects) => {
  const step = stepIntake(state, input);
  expect(step.state.at).toBe(at);
  expect(step.effects).toEqual(effects);
});

test('[MAIL-3] failures are forgotten once mail was taken in, and not before', () => {
  const again = stepIntake({ at: 'select', failures: 4 }, lost);
  expect(again.state).toMatchObject({ at: 'back-off', failures: 5 });
  const after = stepIntake(stepIntake(resyncing, { type: 'resynced' }).state, lost);
  expect(after.state).toMatchObject({ at: 'back-off', failures: 1 });
});

test('[MAIL-3] the waits double up to a minute, and chance halves them at most', () => {
  const waits = [1, 2, 3, 6, 7, 50].map((failures) => backOffMs(failures, 'lost', 1));
  expect(waits).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
  expect(backOffMs(3, 'lost', 0)).toBe(2_000);
});

test('[MAIL-3] a refused sign-in is tried rarely, as servers lock accounts that guess', () => {
  expect(backOffMs(1, 'sign-in-refused', 1)).toBe(15_000);
  expect(backOffMs(9, 'sign-in-refused', 1)).toBe(300_000);
});

const causes: IntakeFailure[] = [
  'sign-in-refused',
  'unreachable',
  'no-mailbox',
  'lost',
  'silent',
  'storage',
  'failed',
];
const anyInput = fc.oneof(
  fc.constantFrom<IntakeInput>(
    start,
    arrived,
    { type: 'connected' },
    { type: 'selected' },
    { type: 'resynced' },
    { type: 'poll-due' },
    { type: 'waited' },
    { type: 'stop' },
  ),
  fc.constantFrom(polled('none'), polled('mail'), polled('other-validity')),
  fc.record({
    type: fc.constant('failed' as const),
    cause: fc.constantFrom(...causes),
    roll: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

test('[MAIL-3] whatever happens in whatever order, an intake that runs is always about to do something', () => {
  fc.assert(
    fc.property(fc.array(anyInput, { maxLength: 60 }), (inputs) => {
      let state: IntakeState = stopped;
      let doing = 0;
      for (const input of inputs) {
        const step = stepIntake(state, input);
        // One thing at a time: a new deed is begun only when the last has ended, in whatever way.
        if (step.effects.length)
          doing = step.effects.filter(({ do: deed }) => deed !== 'disconnect').length;
        state = step.state;
        expect(doing).toBe(state.at === 'stopped' ? 0 : 1);
      }
    }),
  );
});
