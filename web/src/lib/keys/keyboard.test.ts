import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSilent, isSingleKey } from './keyboard.svelte.ts';

const single = fc.constantFrom('j', 'k', 'c', 'r', 'n', 'u', 'p', 'e', '/', 'Shift+?', 'Enter');
const combined = fc.constantFrom('$mod+Enter', '$mod+Shift+Enter', '$mod+k', 'Alt+1');
const moment = fc.record({ singleKeys: fc.boolean(), covered: fc.constant(false) });

test('a single key never acts while somebody types', () => {
  fc.assert(fc.property(single, moment, (press, now) => isSilent(press, now, true)));
});

test('single keys that are switched off never act', () => {
  const off = { singleKeys: false, covered: false };
  fc.assert(fc.property(single, fc.boolean(), (press, typing) => isSilent(press, off, typing)));
});

test('keys with Ctrl or Alt act whether somebody types or not, and whatever is switched off', () => {
  fc.assert(
    fc.property(
      combined,
      moment,
      fc.boolean(),
      (press, now, typing) => !isSilent(press, now, typing),
    ),
  );
});

test('an open dialog has the keyboard to itself', () => {
  const covered = { singleKeys: true, covered: true };
  fc.assert(fc.property(fc.oneof(single, combined), (press) => isSilent(press, covered, false)));
});

test('shift alone does not make a key combined: a question mark is typed with it', () => {
  expect(isSingleKey('Shift+?')).toBe(true);
});
