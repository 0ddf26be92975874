import { expect, test } from 'vitest';
import { mailServerOf } from './mail-server.ts';

test('a mail URL names host, port, account and mailbox', () => {
  expect(mailServerOf('imaps://con%40tact:s%3Aecret@mail.example/Boîte')).toEqual({
    host: 'mail.example',
    port: 993,
    secure: true,
    demandsTls: false,
    user: 'con@tact',
    password: 's:ecret',
    path: 'Boîte',
  });
});

test.each([
  ['smtp://mail.example', 587, true],
  ['smtp://127.0.0.1:2525', 2525, false],
  ['imap://[::1]:2143', 2143, false],
  ['imap://localhost', 143, false],
  ['imap://127.evil.example', 143, true],
  ['smtps://mail.example', 465, false],
])('words travel in clear on this machine only: %s', (url, port, demandsTls) => {
  expect(mailServerOf(url)).toMatchObject({ port, demandsTls });
});

test('another protocol is a bug', () => {
  expect(() => mailServerOf('https://mail.example')).toThrow('no protocol of mail');
});
