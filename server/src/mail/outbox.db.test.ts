import { StorageFull } from '@vigie/db/event-log';
import { mailsOfTicket } from '@vigie/db/queries/mails';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { Outbox } from './outbox.ts';
import type { Delivery, Parcel } from './smtp-courier.ts';
import { letter } from './testing/letter.ts';
import { identity, MailRoom } from './testing/mail-room.ts';

let room: TestRoom;
let mail: MailRoom;
let outboxes: Outbox[];
let handed: Parcel[];
/** Message-IDs of copies that lie among the sent mails, whoever filed them. */
let copies: Set<string>;
let next: Delivery | (() => Promise<Delivery>);

beforeEach(async () => {
  room = await TestRoom.open(['ana']);
  mail = new MailRoom(room);
  outboxes = [];
  handed = [];
  copies = new Set();
  next = { kind: 'accepted' };
});

afterEach(async () => {
  for (const outbox of outboxes) await outbox.close();
  await room.close();
});

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const deferred: Delivery = { kind: 'deferred', code: '451 4.7.1', signInRefused: false };
const uncertain: Delivery = { kind: 'uncertain', code: 'ECONNECTION' };

async function open(desk: Pick<typeof room.desk, 'system'> = room.desk): Promise<Outbox> {
  const outbox = new Outbox({
    mailboxId: 'contact',
    log: room.log,
    database: room.database,
    desk,
    clock: room.time,
    timers: room.time,
    newId: () => room.newId(),
    settings: mail.parts.settings,
    identity,
    rules: mail.parts.rules,
    courier: {
      async send(parcel) {
        handed.push(parcel);
        return typeof next === 'function' ? next() : next;
      },
    },
    sentFolder: {
      holds: async (id) => copies.has(id),
      file: async (id) => {
        if (copies.has(id)) return false;
        copies.add(id);
        return true;
      },
    },
    logger: mail.log,
  });
  outboxes.push(outbox);
  await outbox.start();
  return outbox;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await room.settle();
}

const advance = (ms: number): Promise<void> => room.time.advance(ms, settle);

/** A ticket whose acknowledgement is out of the way, and an answer of Ana's that waits in it. */
async function queued(
  then: 'close' | 'wait' = 'close',
): Promise<{ ticketId: string; replyId: string }> {
  const from = `c${String(room.newId())}@exemple.example`;
  const ticketId = await mail.opens(letter({ from, headers: ['X-Auto-Response-Suppress: All'] }));
  const claim = await room.does('ana', { type: 'claim-ticket', ticketId });
  const token = claim.ok ? claim.token : 0;
  const sent = await room.does('ana', {
    type: 'send-reply',
    ticketId,
    token,
    text: 'Voici.',
    then,
  });
  if (!sent.ok || !sent.replyId) throw new Error('the answer was refused');
  return { ticketId, replyId: sent.replyId };
}

function replyState(ticketId: string): string | null | undefined {
  return mailsOfTicket(room.database, ticketId).find(({ kind }) => kind === 'reply')?.state;
}

test('[MAIL-9] an answer waits its 15 seconds, leaves, and closes its ticket on sending', async () => {
  await open();
  const { ticketId } = await queued();
  await advance(14 * second);
  expect(handed).toHaveLength(0);
  expect(mail.ticket(ticketId)).toMatchObject({ status: 'claimed', lock: { holder: 'ana' } });
  await advance(second);
  expect(handed).toHaveLength(1);
  expect(mail.ticket(ticketId)).toMatchObject({ status: 'answered', lock: null, outgoing: null });
});

test('[MAIL-9] an answer withdrawn in time never leaves', async () => {
  await open();
  const { ticketId, replyId } = await queued();
  await advance(10 * second);
  expect(await room.does('ana', { type: 'withdraw-reply', ticketId, replyId })).toMatchObject({
    ok: true,
  });
  await advance(minute);
  expect(handed).toHaveLength(0);
});

test('[MAIL-9] withdrawing and sending at one instant: one wins, cleanly', async () => {
  await open();
  const { ticketId, replyId } = await queued();
  room.time.jump(15 * second);
  const withdrawn = room.does('ana', { type: 'withdraw-reply', ticketId, replyId });
  await advance(second);
  expect((await withdrawn).ok).toBe(handed.length === 0);
});

test('[MAIL-9] an answer withdrawn at the last moment, when it was due already, never leaves', async () => {
  const { desk } = room;
  const { ticketId, replyId } = await queued();
  await open({
    system: async (...args) => {
      if (args[0] === 'begin-sending') {
        await room.does('ana', { type: 'withdraw-reply', ticketId, replyId });
      }
      return desk.system(...args);
    },
  });
  await advance(minute);
  expect(replyState(ticketId)).toBe('withdrawn');
  expect(handed).toHaveLength(0);
});

test('[MAIL-9] what is being handed over cannot be withdrawn', async () => {
  const { promise, resolve } = Promise.withResolvers<Delivery>();
  next = () => promise;
  await open();
  const { ticketId, replyId } = await queued();
  await advance(15 * second);
  const late = await room.does('ana', { type: 'withdraw-reply', ticketId, replyId });
  expect(late).toMatchObject({ ok: false, refusal: 'reply-gone' });
  resolve({ kind: 'accepted' });
  await settle();
  expect(mail.ticket(ticketId).status).toBe('answered');
});

test('[MAIL-8] an answer deferred is tried again, for a day, and then has failed', async () => {
  next = deferred;
  const outbox = await open();
  const { ticketId } = await queued();
  await advance(15 * second);
  expect(replyState(ticketId)).toBe('queued');
  expect(outbox.health().state).toBe('delayed');
  await advance(minute);
  expect(handed).toHaveLength(2);
  await advance(day);
  expect(replyState(ticketId)).toBe('failed');
  expect(mail.ticket(ticketId).outgoing?.state).toBe('failed');
  const tried = handed.length;
  await advance(day);
  expect(handed).toHaveLength(tried);
});

test('[MAIL-8] an answer deferred leaves when the server takes it', async () => {
  next = deferred;
  const outbox = await open();
  const { ticketId } = await queued();
  await advance(15 * second);
  next = { kind: 'accepted' };
  await advance(minute);
  expect(mail.ticket(ticketId).status).toBe('answered');
  expect(outbox.health().state).toBe('well');
});

test('[MAIL-8] an answer refused for good has failed, and is not tried again', async () => {
  next = { kind: 'refused', code: '550 5.1.1' };
  await open();
  const { ticketId } = await queued();
  await advance(hour);
  expect(handed).toHaveLength(1);
  expect(mail.mails(ticketId).find(({ kind }) => kind === 'reply')).toMatchObject({
    state: 'failed',
    cause: '550 5.1.1',
  });
});

test('[MAIL-8] an uncertain answer is never sent again by the machine', async () => {
  next = uncertain;
  await open();
  const { ticketId } = await queued();
  await advance(15 * second);
  await outboxes[0]?.close();
  await open();
  await advance(2 * day);
  expect(handed).toHaveLength(1);
  expect(replyState(ticketId)).toBe('uncertain');
});

test('[MAIL-8] a copy among the sent mails proves an uncertain answer sent', async () => {
  next = uncertain;
  await open();
  const { ticketId } = await queued();
  await advance(15 * second);
  copies.add(mail.outbox(ticketId)[0]?.messageId ?? '');
  await advance(10 * second);
  expect(mail.ticket(ticketId)).toMatchObject({ status: 'answered', outgoing: null });
});

test('[MAIL-8] sending a doubtful answer again is a new act of a person: new events, a new Message-ID', async () => {
  next = uncertain;
  await open();
  const { ticketId, replyId } = await queued();
  await advance(15 * second);
  const { token = 0 } = mail.ticket(ticketId).lock ?? {};
  const again = { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'close' };
  // Nobody sends a second one beside it before somebody has said that the first never left.
  expect(await room.does('ana', again)).toMatchObject({ ok: false, refusal: 'reply-pending' });
  const { seq } = await room.log.head();
  await room.signIn('rousseau');
  const verdict = { type: 'settle-reply', ticketId, replyId, verdict: 'not-sent' };
  expect(await room.does('rousseau', verdict)).toMatchObject({ ok: true });
  next = { kind: 'accepted' };
  await advance(day / 24);
  // The words are a draft again: the machine sends nothing by itself.
  expect(handed).toHaveLength(1);
  const sent = await room.does('ana', await withOwnToken(ticketId, again));
  expect(sent).toMatchObject({ ok: true });
  await advance(15 * second);

  const told = (await room.log.read(seq, 100)).filter(({ event }) => /^reply-/.test(event.type));
  expect(told.map(({ event, by }) => [event.type, by])).toEqual([
    ['reply-settled', 'rousseau'],
    ['reply-queued', 'ana'],
    ['reply-sending', 'system'],
    ['reply-sent', 'system'],
  ]);
  const [first, later] = mail.outbox(ticketId);
  expect([first?.state, later?.state]).toEqual(['withdrawn', 'sent']);
  expect(later?.replyId).toBe(sent.ok ? sent.replyId : null);
  expect(later?.messageId).not.toBe(first?.messageId);
  const ids = handed.map(({ raw }) => /^Message-ID:\s+(\S+)/im.exec(raw.toString())?.[1]);
  expect(ids).toEqual([first?.messageId, later?.messageId]);
  // What was settled is over: neither the machine nor a late copy in Sent brings it back.
  const late = { type: 'settle-reply', ticketId, replyId, verdict: 'sent' };
  expect(await room.does('rousseau', late)).toMatchObject({ ok: false, refusal: 'reply-gone' });
});

/** The same command under the token of whoever may have lost and taken the ticket again meanwhile. */
async function withOwnToken(ticketId: string, command: object): Promise<Record<string, unknown>> {
  const claim = await room.does('ana', { type: 'claim-ticket', ticketId });
  const token = claim.ok ? claim.token : mail.ticket(ticketId).lock?.token;
  return { ...command, token };
}

describe('[MAIL-8] after a crash while an answer was being handed over', () => {
  async function crashed(): Promise<string> {
    next = () => new Promise(() => undefined);
    await open();
    const { ticketId } = await queued();
    await advance(15 * second);
    // The process is gone: nobody hears what becomes of the hand-over.
    outboxes.length = 0;
    next = { kind: 'accepted' };
    return ticketId;
  }

  test('it is uncertain, and is not sent again', async () => {
    const ticketId = await crashed();
    await open();
    await advance(hour);
    expect(replyState(ticketId)).toBe('uncertain');
    expect(handed).toHaveLength(1);
  });

  test('a copy among the sent mails proves it sent', async () => {
    const ticketId = await crashed();
    copies.add(mail.outbox(ticketId)[0]?.messageId ?? '');
    await open();
    await advance(minute);
    expect(mail.ticket(ticketId).status).toBe('answered');
  });
});

test('[MAIL-8] where the provider files no copy, one is filed; where it does, none', async () => {
  await open();
  const one = await queued();
  await advance(15 * second);
  expect(copies.size).toBe(0);
  await advance(10 * second);
  expect(copies).toEqual(new Set([mail.outbox(one.ticketId)[0]?.messageId]));
});

test('[MAIL-8] an outcome is recorded once there is room again, and nothing is sent twice', async () => {
  let isFull = false;
  const { desk } = room;
  await open({
    system: (...args) =>
      isFull && args[0] === 'record-sent'
        ? Promise.reject(new StorageFull('no room'))
        : desk.system(...args),
  });
  const { ticketId } = await queued();
  isFull = true;
  await advance(20 * second);
  expect(mail.ticket(ticketId).outgoing?.state).toBe('sending');
  isFull = false;
  // The retries' own promises are not the log's: on a busy machine one more turn may be needed.
  await vi.waitFor(
    async () => {
      await advance(10 * second);
      expect(mail.ticket(ticketId).status).toBe('answered');
    },
    { timeout: 60_000 },
  );
  expect(handed).toHaveLength(1);
});

test('[MAIL-8] an answer of a person goes before acknowledgements that wait', async () => {
  for (let n = 0; n < 8; n += 1) {
    await mail.opens(letter({ from: `d${String(n)}@exemple.example` }));
  }
  const { ticketId } = await queued();
  room.time.jump(15 * second);
  const { promise, resolve } = Promise.withResolvers<Delivery>();
  next = () => promise;
  await open();
  await settle();
  const first = handed.map(({ to }) => to);
  resolve({ kind: 'accepted' });
  await settle();
  await settle();
  expect(first).toContain(mail.outbox(ticketId)[0]?.recipient);
  expect(handed).toHaveLength(9);
});

test('[MAIL-8] a refused sign-in is told to operators by name', async () => {
  next = { kind: 'deferred', code: '535 5.7.8', signInRefused: true };
  const outbox = await open();
  await queued();
  await advance(15 * second);
  expect(outbox.health().state).toBe('refused');
  expect(mail.log.lines.at(-1)?.context).toMatchObject({ code: '535 5.7.8' });
});

test('[ACCESS-5] no address and no words of a mail stand in a log line', async () => {
  next = deferred;
  await open();
  await queued();
  await advance(hour);
  expect(JSON.stringify(mail.log.lines)).not.toMatch(/exemple\.example|Voici|carte/);
});

test('[LOG-2] an outbox that is closed leaves no timer', async () => {
  const outbox = await open();
  await queued();
  await outbox.close();
  await advance(minute);
  expect(handed).toHaveLength(0);
});

describe('acknowledgements', () => {
  test('[MAIL-7] one leaves at once, and its ticket knows', async () => {
    await open();
    const ticketId = await mail.opens(letter());
    await settle();
    expect(handed).toHaveLength(1);
    expect(mail.ticket(ticketId)).toMatchObject({ acknowledgement: 'sent', status: 'new' });
    expect(mail.ticket(ticketId).clocks[0]?.endedAt).toBeNull();
  });

  test('[MAIL-7] a withheld one leaves when its day has come, unless somebody has answered', async () => {
    await open();
    await mail.opens(letter());
    const waiting = await mail.opens(letter({ text: 'Autre question.' }));
    const longer = await mail.opens(letter({ text: 'Une troisième.' }));
    await settle();
    expect(mail.ticket(waiting).acknowledgement).toBe('withheld');
    await advance(day);
    expect(mail.ticket(waiting).acknowledgement).toBe('sent');
    expect(mail.ticket(longer).acknowledgement).toBe('withheld');
    await advance(day + minute);
    expect(mail.ticket(longer).acknowledgement).toBe('sent');
    expect(handed).toHaveLength(3);
  });

  test('[MAIL-7] a withheld one is dropped once a person has answered', async () => {
    await open();
    await mail.opens(letter());
    const ticketId = await mail.opens(letter({ text: 'Autre question.' }));
    const claim = await room.does('ana', { type: 'claim-ticket', ticketId });
    const token = claim.ok ? claim.token : 0;
    await room.does('ana', { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'wait' });
    await advance(minute);
    const before = handed.length;
    await advance(2 * day);
    expect(handed).toHaveLength(before);
    expect(mail.mails(ticketId).find(({ kind }) => kind === 'acknowledgement')).toMatchObject({
      state: 'failed',
      cause: 'answered',
    });
  });

  test('[MAIL-7] none leaves a ticket that was restricted meanwhile', async () => {
    const ticketId = await mail.opens(letter());
    await room.add('cleo').catch(() => undefined);
    await room.signIn('cleo');
    await room.does('cleo', {
      type: 'change-restriction',
      ticketId,
      restricted: true,
      reason: 'signalement',
    });
    expect(mail.ticket(ticketId).restricted).toBe(true);
    await open();
    await settle();
    expect(handed).toHaveLength(0);
  });

  test('[MAIL-7] one that a crash left half sent is given up: a citizen rather gets none than two', async () => {
    next = () => new Promise(() => undefined);
    await open();
    const ticketId = await mail.opens(letter());
    await settle();
    outboxes.length = 0;
    next = { kind: 'accepted' };
    await open();
    await advance(hour);
    expect(handed).toHaveLength(1);
    expect(mail.outbox(ticketId)).toMatchObject([{ state: 'failed', cause: 'uncertain' }]);
  });

  test('[MAIL-7] one that is deferred is tried again', async () => {
    next = deferred;
    await open();
    const ticketId = await mail.opens(letter());
    await settle();
    next = { kind: 'accepted' };
    await advance(2 * minute);
    expect(mail.ticket(ticketId).acknowledgement).toBe('sent');
    expect(handed).toHaveLength(2);
  });

  test('[MAIL-7] one that no server takes is given up after about a day', async () => {
    next = deferred;
    await open();
    const ticketId = await mail.opens(letter());
    await advance(2 * day);
    expect(mail.outbox(ticketId)).toMatchObject([{ state: 'failed', cause: '451 4.7.1' }]);
    const tried = handed.length;
    await advance(day);
    expect(handed).toHaveLength(tried);
  });
});
