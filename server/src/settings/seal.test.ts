import { expect, test } from 'vitest';
import { mailboxPurpose, Seal } from './seal.ts';

const seal = new Seal('a secret of the tests');
const purpose = mailboxPurpose('contact', 'imap');
const password = 'mot de passe très long';

test('[ACCESS-5] what is sealed opens again here, and shows nothing of itself', () => {
  const sealed = seal.seal(purpose, password);
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('mot de passe');
  expect(seal.open(purpose, sealed)).toBe(password);
});

test('[ACCESS-5] it opens for no other mailbox, with no other secret, and not once it was touched', () => {
  const sealed = seal.seal(purpose, password);
  const touched = Uint8Array.from(sealed, (byte, n) => (n === sealed.length - 1 ? byte ^ 1 : byte));
  expect(seal.open(mailboxPurpose('nord', 'imap'), sealed)).toBeNull();
  expect(new Seal('another secret').open(purpose, sealed)).toBeNull();
  expect(seal.open(purpose, touched)).toBeNull();
  expect(seal.open(purpose, new Uint8Array(3))).toBeNull();
});
