import { expect, test } from 'vitest';
import { actor } from '../ticket/testing.ts';
import { decideMailbox } from './decide.ts';
import { evolveMailbox } from './evolve.ts';
import type { Mailbox, MailboxEvent, MailboxFields } from './mailbox.ts';

const door = { host: 'mail.example', port: 993, security: 'tls', user: 'nord' } as const;
const fields: MailboxFields = {
  name: 'Nord',
  address: 'nord@vigie.example',
  imap: door,
  folder: 'INBOX',
  smtp: { ...door, port: 465 },
  since: 0,
  sentFolder: null,
  signature: null,
};
const commissioner = actor('cre', 'commissioner');
const fine = { fields, addressTaken: false, isOurs: true, secrets: [] } as const;

function mailbox(...events: MailboxEvent[]): Mailbox {
  const added: MailboxEvent = { type: 'mailbox-added', fields, source: 'environment' };
  return events.reduce<Mailbox>(
    (state, event, n) =>
      evolveMailbox(state, { event, at: 0, by: 'x', streamId: 'nord', seq: n + 2 }),
    evolveMailbox(null, { event: added, at: 0, by: 'x', streamId: 'nord', seq: 1 }),
  );
}

test('[LOG-1] a change says both sides of what differs and nothing else, and that a screen spoke', () => {
  const smtp = { ...door, port: 587, security: 'starttls' } as const;
  const command = { type: 'change-mailbox', ...fine, fields: { ...fields, smtp } } as const;
  expect(decideMailbox(mailbox(), command, commissioner)).toEqual({
    ok: true,
    events: [
      { type: 'mailbox-changed', before: { smtp: fields.smtp }, after: { smtp }, source: 'screen' },
    ],
  });
});

test('[ACCESS-5] of a new password the log learns that it changed, never what it is', () => {
  const command = { type: 'change-mailbox', ...fine, secrets: ['imap'] } as const;
  expect(decideMailbox(mailbox(), command, commissioner)).toEqual({
    ok: true,
    events: [{ type: 'mailbox-secret-changed', secret: 'imap' }],
  });
});

test('[MAIL-8] a mailbox from which an answer still has to leave is not removed', () => {
  const remove = (unsent: number) =>
    decideMailbox(mailbox(), { type: 'remove-mailbox', unsent }, commissioner);
  expect(remove(1)).toEqual({ ok: false, refusal: 'mailbox-busy' });
  expect(remove(0)).toEqual({ ok: true, events: [{ type: 'mailbox-removed' }] });
});

test('[RUN-1] a demonstration takes no mail servers but its own', () => {
  const command = { type: 'add-mailbox', ...fine, isOurs: false } as const;
  expect(decideMailbox(null, command, commissioner)).toMatchObject({ refusal: 'mailbox-not-ours' });
});

test('[MAIL-2] two mailboxes never share an address', () => {
  const command = { type: 'add-mailbox', ...fine, addressTaken: true } as const;
  expect(decideMailbox(null, command, commissioner)).toMatchObject({ refusal: 'address-taken' });
});

test('[ACCESS-1] the commissioner alone touches mailboxes', () => {
  const pause = { type: 'pause-mailbox' } as const;
  expect(decideMailbox(mailbox(), pause, actor('cne', 'officer'))).toMatchObject({
    refusal: 'not-allowed',
  });
  expect(decideMailbox(mailbox(), pause, commissioner).ok).toBe(true);
});

test('[MAIL-3] a removed mailbox is unknown to every command', () => {
  const removed = mailbox({ type: 'mailbox-removed' });
  expect(decideMailbox(removed, { type: 'resume-mailbox' }, commissioner)).toMatchObject({
    refusal: 'unknown-mailbox',
  });
});
