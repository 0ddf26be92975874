import type { OutboxPage, OutboxReply } from '@vigie/shared/wire/outbox';
import { checkProjections } from '@vigie/db/check-projections';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Outbox } from '../mail/outbox.ts';
import type { Delivery } from '../mail/smtp-courier.ts';
import { letter } from '../mail/testing/letter.ts';
import { identity, MailRoom } from '../mail/testing/mail-room.ts';
import { TestRoom, type Login } from '../testing/test-room.ts';
import { outboxPage } from './outbox-page.ts';

let room: TestRoom;
let mail: MailRoom;
let outbox: Outbox;
let next: Delivery;

beforeEach(async () => {
  room = await TestRoom.open(['ana', 'ben']);
  mail = new MailRoom(room);
  next = { kind: 'accepted' };
  outbox = new Outbox({
    ...{ mailboxId: 'contact', log: room.log, database: room.database, desk: room.desk },
    ...{ clock: room.time, timers: room.time, newId: () => room.newId(), logger: mail.log },
    ...{ settings: mail.parts.settings, identity, rules: mail.parts.rules },
    courier: { send: async () => next },
    sentFolder: null,
  });
  await outbox.start();
});
afterEach(async () => {
  await outbox.close();
  await room.close();
});

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

const advance = (ms: number): Promise<void> => room.time.advance(ms, () => room.settle());

/** What of the outbox somebody sees. */
function seen(asked: Parameters<typeof outboxPage>[1] = {}, cleared = true): OutboxPage {
  const reader = { cleared, readsTickets: true, now: room.time.now() };
  return outboxPage(room.database, asked, reader);
}

function replies(asked: Parameters<typeof outboxPage>[1] = {}): OutboxReply[] {
  return seen(asked).replies.filter((line) => !line.veiled);
}

const standings = (asked: Parameters<typeof outboxPage>[1] = {}) =>
  replies(asked).map(({ standing }) => standing);

async function writes(login: Login, text = 'Voici.'): Promise<string> {
  const from = `c${String(room.newId())}@exemple.example`;
  const ticketId = await mail.opens(
    letter({ from, text, headers: ['X-Auto-Response-Suppress: All'] }),
  );
  await answers(login, ticketId);
  return ticketId;
}

async function answers(login: Login, ticketId: string): Promise<void> {
  const claim = await room.does(login, { type: 'claim-ticket', ticketId });
  const token = claim.ok ? claim.token : 0;
  const reply = { type: 'send-reply', ticketId, token, text: 'Madame.', then: 'close' };
  expect(await room.does(login, reply)).toMatchObject({ ok: true });
}

test('[MAIL-8] an answer is listed as it stands: waiting, then sent', async () => {
  const ticketId = await writes('ana');
  expect(replies()).toMatchObject([
    {
      ticketId,
      standing: 'waiting',
      by: 'ana',
      subject: 'Perte de carte grise',
      cause: null,
      attempts: 0,
    },
  ]);
  await advance(15 * second);
  expect(replies()).toMatchObject([{ ticketId, standing: 'sent', acceptedAt: room.time.now() }]);
});

test('[MAIL-8] one that no server takes says when it is tried again, why, and until when', async () => {
  next = { kind: 'deferred', code: '451 4.7.1', signInRefused: false };
  const queuedAt = room.time.now();
  const ticketId = await writes('ana');
  await advance(15 * second);
  const sendAt = room.time.now() + minute;
  expect(replies()).toMatchObject([
    { ticketId, standing: 'retrying', cause: '451 4.7.1', attempts: 1, sendAt },
  ]);
  expect(replies()[0]?.givenUpAt).toBe(queuedAt + day);
  await advance(minute);
  expect(replies()).toMatchObject([{ attempts: 2, sendAt: room.time.now() + 2 * minute }]);
  next = { kind: 'accepted' };
  await advance(2 * minute);
  expect(replies()).toMatchObject([{ standing: 'sent', cause: null, givenUpAt: null }]);
});

test.each([
  [{ kind: 'refused', code: '550 5.1.1' } as const, 'refused', '550 5.1.1'],
  [{ kind: 'uncertain', code: 'ECONNECTION' } as const, 'uncertain', null],
])('[MAIL-8] what became %j is listed so', async (delivery, standing, cause) => {
  next = delivery;
  await writes('ana');
  await advance(15 * second);
  expect(replies()).toMatchObject([{ standing, cause }]);
});

test('[MAIL-6] an answer that came back is listed with the reason in words, as the log tells', async () => {
  const ticketId = await writes('ana');
  await advance(15 * second);
  const [sent] = mail.outbox(ticketId);
  const bounce = [
    'From: MAILER-DAEMON@exemple.example',
    'To: contact@vigie.example',
    'Subject: Undelivered Mail',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.exemple.example',
    '',
    'Final-Recipient: rfc822; x@exemple.example',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${sent?.messageId ?? ''}`,
    '',
    '--b--',
  ];
  await mail.arrives(Buffer.from(bounce.join('\r\n')));
  const cause = 'Non remis : l’adresse du destinataire n’existe pas (5.1.1).';
  expect(replies()).toMatchObject([{ ticketId, standing: 'bounced', cause }]);
  expect(standings({ standing: 'sent' })).toEqual([]);
  expect(standings({ standing: 'bounced' })).toEqual(['bounced']);
  expect(await checkProjections(room.database)).toMatchObject({ ok: true });
});

test('[MAIL-9] what was withdrawn is a draft again, and in no list', async () => {
  const ticketId = await writes('ana');
  const [{ replyId = '' } = {}] = mail.outbox(ticketId);
  await room.does('ana', { type: 'withdraw-reply', ticketId, replyId });
  expect(replies()).toEqual([]);
});

test('[MAIL-8] it is narrowed by standing, author and mailbox', async () => {
  await writes('ana');
  await advance(15 * second);
  await writes('ben');
  expect(standings()).toEqual(['waiting', 'sent']);
  expect(standings({ standing: 'waiting' })).toEqual(['waiting']);
  expect(standings({ standing: 'sent' })).toEqual(['sent']);
  expect(replies({ person: 'ana' })).toMatchObject([{ by: 'ana', standing: 'sent' }]);
  expect(replies({ person: 'ben' })).toMatchObject([{ by: 'ben', standing: 'waiting' }]);
  expect(standings({ mailbox: 'nord' })).toEqual([]);
  expect(standings({ mailbox: 'contact' })).toHaveLength(2);
});

test('[MAIL-8] what left is told page by page, each answer once, for a week', async () => {
  for (let n = 0; n < 52; n += 1) {
    await writes('ana');
    // Three leave at one instant: pages must not part there by the instant alone.
    if (n % 3 === 2) await advance(15 * second);
  }
  await advance(15 * second);
  const first = seen();
  const rest = seen({ before: first.next ?? '' });
  expect([first.replies.length, rest.replies.length, rest.next]).toEqual([50, 2, null]);
  const all = [...first.replies, ...rest.replies].map(({ ticketId }) => ticketId);
  expect(new Set(all).size).toBe(52);
  room.time.jump(7 * day + second);
  expect(replies()).toEqual([]);
});

test('[SYNC-4] of restricted answers the uncleared learn that they are there and how old, unfiltered and unsent', async () => {
  const hidden = await mail.opens(
    letter({ text: 'Mon mari me frappe depuis des mois.', from: 'eve@exemple.example' }),
  );
  await room.signIn('cleo');
  await room.does('cleo', { type: 'change-restriction', ticketId: hidden, restricted: true });
  await answers('cleo', hidden);
  const { openedAt } = mail.ticket(hidden);
  expect(seen({}, false).replies).toEqual([{ veiled: true, ticketId: hidden, openedAt }]);
  expect(seen({ standing: 'waiting' }, false).replies).toEqual([]);
  expect(seen({ person: 'cleo' }, false).replies).toEqual([]);
  await advance(15 * second);
  expect(seen({}, false).replies).toEqual([]);
  expect(replies()).toMatchObject([{ ticketId: hidden, restricted: true, standing: 'sent' }]);
});
