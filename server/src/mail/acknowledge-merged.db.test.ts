import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { Outbox } from './outbox.ts';
import type { Delivery, Parcel } from './smtp-courier.ts';
import { letter } from './testing/letter.ts';
import { identity, MailRoom } from './testing/mail-room.ts';

let room: TestRoom;
let mail: MailRoom;
let outbox: Outbox;
let handed: Parcel[];
let next: () => Promise<Delivery>;

beforeEach(async () => {
  room = await TestRoom.open(['ana', 'morel']);
  mail = new MailRoom(room);
  handed = [];
  next = () => Promise.resolve({ kind: 'accepted' });
  const { log, database, desk, time } = room;
  outbox = new Outbox({
    ...{ mailboxId: 'contact', log, database, desk, clock: time, timers: time, identity },
    newId: () => room.newId(),
    settings: mail.parts.settings,
    rules: mail.parts.rules,
    courier: {
      send(parcel) {
        handed.push(parcel);
        return next();
      },
    },
    sentFolder: { holds: () => Promise.resolve(false), file: () => Promise.resolve(true) },
    logger: mail.log,
  });
  await outbox.start();
});
afterEach(async () => {
  await outbox.close();
  await room.close();
});

const day = 86_400_000;
const luc = 'Luc Petit <luc@exemple.example>';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await room.settle();
}
const advance = (ms: number): Promise<void> => room.time.advance(ms, settle);

async function merge(ticketId: string, into: string): Promise<void> {
  const done = await room.does('ana', { type: 'merge-ticket', ticketId, into });
  expect(done).toMatchObject({ ok: true });
}
const told = () => handed.map(({ to }) => to);

test.each([
  ['the first in the second', true],
  ['the second in the first', false],
])('[MAIL-7] who wrote twice is told once, %s', async (_, forwards) => {
  const first = await mail.opens(letter());
  await advance(0);
  const second = await mail.opens(letter({ text: 'Autre question.' }));
  await (forwards ? merge(first, second) : merge(second, first));
  await advance(2 * day);
  expect(told()).toEqual(['marie@exemple.example']);
});

test('[MAIL-7] two tickets of one citizen that went on in a third are acknowledged once', async () => {
  const third = await mail.opens(letter({ from: luc }));
  const first = await mail.opens(letter());
  const second = await mail.opens(letter({ text: 'Autre question.' }));
  await merge(first, third);
  await merge(second, third);
  await advance(2 * day);
  expect(told().toSorted()).toEqual(['luc@exemple.example', 'marie@exemple.example']);
});

test('[MAIL-7] the number that the citizen was told leads to where their ticket goes on', async () => {
  const [first, second] = [await mail.opens(letter()), await mail.opens(letter({ from: luc }))];
  await merge(second, first);
  await advance(0);
  const raw = handed.find(({ to }) => to === 'luc@exemple.example')?.raw.toString() ?? '';
  const [, id] = /^Message-ID:\s*(<[^>]+>)/im.exec(raw) ?? [];
  const answer = letter({ from: luc, headers: [`In-Reply-To: ${id ?? ''}`] });
  expect(await mail.arrives(answer)).toMatchObject({ outcome: 'follow_up', ticketId: first });
});

test('[MAIL-7] one that was leaving as its ticket was merged is noted as sent, and not sent again', async () => {
  const sending = Promise.withResolvers<Delivery>();
  next = () => sending.promise;
  const first = await mail.opens(letter());
  await advance(0);
  const second = await mail.opens(letter({ from: luc }));
  await merge(first, second);
  sending.resolve({ kind: 'accepted' });
  next = () => Promise.resolve({ kind: 'accepted' });
  await advance(2 * day);
  expect(mail.ticket(first).acknowledgement).toBe('sent');
  expect(told()).toEqual(['marie@exemple.example', 'luc@exemple.example']);
});

test('[MAIL-7] none leaves for a ticket that goes on in one that was restricted', async () => {
  next = () => Promise.resolve({ kind: 'deferred', code: '451', signInRefused: false });
  const [first, second] = [await mail.opens(letter()), await mail.opens(letter({ from: luc }))];
  await advance(0);
  await merge(first, second);
  const restrict = { type: 'change-restriction', ticketId: second, restricted: true };
  expect(await room.does('morel', restrict)).toMatchObject({ ok: true });
  handed = [];
  next = () => Promise.resolve({ kind: 'accepted' });
  await advance(day);
  expect(told()).toEqual([]);
  expect(mail.ticket(first).acknowledgement).toBe('withheld');
});
