import { triage } from '@vigie/shared/triage/triage';
import { expect, test } from 'vitest';
import {
  defaultAutomaticMailRules as rules,
  judgeAcknowledgement,
  type AcknowledgementFacts,
} from './acknowledge.ts';
import { acknowledgementLetter } from './acknowledgement-letter.ts';
import { identity } from './testing/mail-room.ts';

const now = Date.UTC(2026, 10, 24, 9, 12);
const hour = 3_600_000;
const day = 24 * hour;

const plain: AcknowledgementFacts = {
  restricted: false,
  declined: false,
  receivedAt: now - 1_000,
  since: now - day,
  now,
  lastToAddressAt: null,
  lastHour: 0,
};

test.each<[string, Partial<AcknowledgementFacts>, object]>([
  ['a citizen’s mail is acknowledged', {}, { send: true }],
  [
    'a restricted report is not',
    { restricted: true },
    { send: false, cause: 'restricted', until: null },
  ],
  [
    'what declines answers is not',
    { declined: true },
    { send: false, cause: 'machine-mail', until: null },
  ],
  [
    'mail older than the start is not',
    { receivedAt: now - 2 * day },
    { send: false, cause: 'old-mail', until: null },
  ],
  [
    'mail of the starting second is',
    { since: now - 700, receivedAt: now - (now % 1_000) - 1_000 + 1_000 },
    { send: true },
  ],
  [
    'a second mail of the day waits for the next',
    { lastToAddressAt: now - hour },
    { send: false, cause: 'daily-limit', until: now + 23 * hour },
  ],
  ['a day later it is free', { lastToAddressAt: now - day }, { send: true }],
  [
    'what waits already makes the next wait longer',
    { lastToAddressAt: now + 5 * day },
    { send: false, cause: 'daily-limit', until: now + 6 * day },
  ],
  [
    'what could only leave after the term never does',
    { lastToAddressAt: now + 13.5 * day },
    { send: false, cause: 'daily-limit', until: null },
  ],
  [
    'a flood is capped for an hour',
    { lastHour: rules.perHour },
    { send: false, cause: 'cap', until: now + hour },
  ],
])('[MAIL-7] %s', (_title, more, verdict) => {
  expect(judgeAcknowledgement({ ...plain, ...more }, rules)).toEqual(verdict);
});

const matter = {
  mailId: 'm',
  replyId: 'r',
  ticketId: 't',
  number: '26-11-4762',
  mailboxId: 'contact',
  recipient: 'marie@exemple.example',
  receivedAt: now,
  at: now,
  inReplyTo: '<a@exemple.example>',
};

test('[MAIL-7] the emergency numbers stand in the first line', () => {
  const [first] = acknowledgementLetter(matter, identity).text.split('\n');
  expect(first).toMatch(/17.*112.*SMS.*114/);
});

test('[MAIL-7] it names date of receipt, service, addresses and telephone (CRPA R112-11-1)', () => {
  const { text } = acknowledgementLetter(matter, identity);
  for (const part of [
    'mardi 24 novembre 2026 à 10:12',
    'Commissariat numérique',
    '75000 Paris',
    'contact@vigie.example',
    '01 00 00 00 00',
  ]) {
    expect(text).toContain(part);
  }
});

test('[MAIL-7] its subject says nothing but the number', () => {
  expect(acknowledgementLetter(matter, identity).subject).toBe(
    'Accusé de réception [n° 26-11-4762]',
  );
});

test('[MAIL-7] sent back to us, it is no danger by itself', () => {
  const { subject, text } = acknowledgementLetter(matter, identity);
  expect(triage(subject, text)).toMatchObject({ danger: false, restricted: false });
});
