import { expect, test } from 'vitest';
import { oneTimePassword } from './one-time-password.ts';

test('[LOG-6] a one-time password follows from its author and key, and from nothing that a reader has', () => {
  const made = oneTimePassword('secret', 'gallois', 'key-1');
  expect(made).toMatch(/^[a-z]{4}-[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
  expect(oneTimePassword('secret', 'gallois', 'key-1')).toBe(made);
  const others = [
    oneTimePassword('other secret', 'gallois', 'key-1'),
    oneTimePassword('secret', 'morel', 'key-1'),
    oneTimePassword('secret', 'gallois', 'key-2'),
  ];
  expect(new Set([made, ...others]).size).toBe(4);
});
