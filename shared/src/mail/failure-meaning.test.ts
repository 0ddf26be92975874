import { expect, test } from 'vitest';
import { failureMeaning } from './failure-meaning.ts';

test.each([
  ['550 5.1.1', 'no-such-address'],
  ['552 5.2.2', 'mailbox-full'],
  ['452 4.2.2', 'mailbox-full'],
  ['550 5.7.1', 'not-accepted'],
  ['451 4.7.1', 'asks-to-wait'],
  ['553 5.6.7', 'address-not-carried'],
  ['535 5.7.8', 'sign-in-refused'],
  ['530', 'sign-in-refused'],
  ['ECONNREFUSED', 'unreachable'],
  ['451', null],
  ['554 5.0.0', null],
])('[MAIL-8] %s means %s', (code, meaning) => {
  expect(failureMeaning(code)).toBe(meaning);
});
