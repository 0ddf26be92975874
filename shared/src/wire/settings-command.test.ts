import { expect, test } from 'vitest';
import { mailboxFieldsSchema } from './settings-command.ts';

const door = { host: 'mail.example', port: 993, security: 'tls', user: 'nord' };
const fields = {
  ...{ name: 'Nord', address: 'nord@vigie.example', folder: 'INBOX', since: 0 },
  ...{ imap: door, smtp: door, sentFolder: null, signature: null },
};
const takes = (imap: object) =>
  mailboxFieldsSchema.safeParse({ ...fields, imap: { ...door, ...imap } }).success;

test('[ACCESS-5] words and passwords travel in clear on this machine only', () => {
  expect(takes({})).toBe(true);
  expect(takes({ security: 'none' })).toBe(false);
  expect(takes({ security: 'none', host: '127.0.0.1' })).toBe(true);
  expect(takes({ security: 'none', host: '127.0.0.1.example' })).toBe(false);
});
