import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { letter } from './testing/letter.ts';
import { MailRoom } from './testing/mail-room.ts';

let room: TestRoom;
let mail: MailRoom;

beforeEach(async () => {
  room = await TestRoom.open(['ana']);
  mail = new MailRoom(room);
});

afterEach(() => room.close());

const hour = 3_600_000;

test('[MAIL-7] a new ticket has one acknowledgement on its way, to its sender', async () => {
  const ticketId = await mail.opens(letter());
  expect(mail.ticket(ticketId).acknowledgement).toBe('queued');
  expect(mail.outbox(ticketId)).toMatchObject([
    {
      kind: 'acknowledgement',
      state: 'queued',
      recipient: 'marie@exemple.example',
      sendAt: room.time.now(),
    },
  ]);
  const own = mail.mails(ticketId).find(({ kind }) => kind === 'acknowledgement');
  expect(own?.text).not.toMatch(/carte grise/i);
});

test('[MAIL-7] a follow-up is not acknowledged', async () => {
  const ticketId = await mail.opens(letter({ id: '<one@exemple.example>' }));
  await mail.arrives(letter({ headers: ['In-Reply-To: <one@exemple.example>'] }));
  expect(mail.outbox(ticketId)).toHaveLength(1);
});

test('[MAIL-7] an acknowledgement goes to Reply-To, as the answer will', async () => {
  const ticketId = await mail.opens(letter({ headers: ['Reply-To: autre@exemple.example'] }));
  expect(mail.outbox(ticketId)[0]?.recipient).toBe('autre@exemple.example');
});

test('[MAIL-7] a second ticket of the same address waits for its day, and is shown', async () => {
  await mail.opens(letter());
  room.time.jump(hour);
  const second = await mail.opens(letter({ text: 'Autre question.' }));
  expect(mail.ticket(second).acknowledgement).toBe('withheld');
  expect(mail.outbox(second)).toMatchObject([
    { state: 'queued', sendAt: room.time.now() + 23 * hour },
  ]);
  const third = await mail.opens(letter({ text: 'Encore une.' }));
  expect(mail.outbox(third)[0]?.sendAt).toBe(room.time.now() + 47 * hour);
});

test('[MAIL-7] an autoresponder without any sign gets one automatic mail a day at most', async () => {
  const outboxes = [];
  for (let n = 0; n < 5; n += 1) {
    const ticketId = await mail.opens(
      letter({ from: 'robot@exemple.example', text: `Reçu ${String(n)}.` }),
    );
    outboxes.push(
      ...mail.outbox(ticketId).filter(({ sendAt }) => sendAt < room.time.now() + 24 * hour),
    );
  }
  expect(outboxes).toHaveLength(1);
});

test.each([
  ['an automatic mail', { headers: ['Auto-Submitted: auto-generated'] }],
  ['a no-reply address', { from: 'no-reply@exemple.example' }],
  ['what suppresses answers', { headers: ['X-Auto-Response-Suppress: All'] }],
  ['a sender without an address', { from: 'Marie' }],
])('[MAIL-7] %s is never acknowledged', async (_what, parts) => {
  const { ticketId } = await mail.arrives(letter(parts));
  if (ticketId) expect(mail.outbox(ticketId)).toEqual([]);
  expect(room.database.client.prepare('select count(*) from outbox').pluck().get()).toBe(0);
});

test('[MAIL-3] mail older than the start is never acknowledged', async () => {
  const ticketId = await mail.opens(letter(), { receivedAt: room.time.now() - 2 * hour });
  expect(mail.ticket(ticketId).acknowledgement).toBe('withheld');
  expect(mail.outbox(ticketId)).toEqual([]);
});

test('[MAIL-7] a flood of tickets is capped by the hour', async () => {
  const capped = new MailRoom(room, { rules: { ...mail.parts.rules, perHour: 2 } });
  const states = [];
  for (let n = 0; n < 4; n += 1) {
    const ticketId = await capped.opens(letter({ from: `c${String(n)}@exemple.example` }));
    states.push(capped.ticket(ticketId).acknowledgement);
  }
  expect(states).toEqual(['queued', 'queued', 'withheld', 'withheld']);
});
