import { checkProjections } from '@vigie/db/check-projections';
import { draftOf } from '@vigie/db/queries/drafts';
import { episodesSince } from '@vigie/db/queries/figures';
import { ticketById } from '@vigie/db/queries/tickets';
import { countedOf } from '@vigie/shared/metrics/episode';
import { actorOf } from '@vigie/shared/access/actor';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signedMessageId, signedReplyTo } from '../mail/message-id.ts';
import { letter } from '../mail/testing/letter.ts';
import { identity, MailRoom } from '../mail/testing/mail-room.ts';
import { TestRoom, type Login } from '../testing/test-room.ts';
import { ticketFile } from '../tickets/ticket-file.ts';

let room: TestRoom;
let mail: MailRoom;
beforeEach(() => open());
afterEach(() => room.close());

async function open(): Promise<void> {
  room = await TestRoom.open(['ana', 'ben', 'cleo', 'morel']);
  mail = new MailRoom(room);
}

const { secret, contact } = identity;
const marie = 'Marie Durand <marie@exemple.example>';
const luc = 'Luc Petit <luc@exemple.example>';

function merge(login: Login, ticketId: string, into: string, token?: number) {
  return room.does(login, { type: 'merge-ticket', ticketId, into, ...(token && { token }) });
}

function mailIds(ticketId: string): string[] {
  return mail.mails(ticketId).map(({ id }) => id);
}

function fileOf(login: Login, ticketId: string) {
  const viewer = actorOf(room.person(login), false);
  return ticketFile(room.database, mail.worded(ticketId), viewer, () => 'off');
}

async function claimed(login: Login, ticketId: string): Promise<number> {
  const answer = await room.does(login, {
    ...{ type: 'claim-ticket', ticketId, outsideShift: true },
  });
  if (!answer.ok || answer.token === undefined) throw new Error('the claim was refused');
  return answer.token;
}

test('[MAIL-5] a later mail to a merged ticket lands in the one where it goes on, however it finds it', async () => {
  const [first, second] = [await mail.opens(letter()), await mail.opens(letter({ from: luc }))];
  expect(await merge('ana', second, first)).toMatchObject({ ok: true, ticketId: first });
  const byAddress = letter({ from: luc, to: signedReplyTo(contact, second, secret) });
  const byToken = letter({
    from: luc,
    headers: [
      `In-Reply-To: ${signedMessageId({ ticketId: second, replyId: 'ack', secret, domain: 'x.fr' })}`,
    ],
  });
  const byNumber = letter({ from: luc, subject: 'Re: [n° 26-11-0002]' });
  for (const bytes of [byAddress, byToken, byNumber]) {
    expect(await mail.arrives(bytes)).toMatchObject({ outcome: 'follow_up', ticketId: first });
  }
  expect(mail.ticket(first).mailCount).toBe(5);
  expect(mail.mails(second)).toEqual([]);
});

test('[MAIL-5] after a split an answer’s thread goes where that answer stands', async () => {
  const first = await mail.opens(letter());
  await mail.arrives(letter({ to: signedReplyTo(contact, first, secret), text: 'Autre chose.' }));
  const token = await claimed('ana', first);
  const sent = await room.does('ana', {
    ...{ type: 'send-reply', ticketId: first, token, text: 'Voici.', then: 'wait' },
  });
  if (!sent.ok || !sent.replyId) throw new Error('the answer was refused');
  const { replyId } = sent;
  await room.desk.system('sent', 'k', [{ kind: 'ticket', id: first }], () => ({
    ok: true,
    appends: [
      {
        ...{ stream: 'ticket', id: first },
        events: [{ type: 'reply-sent', replyId, acceptedAt: room.time.now() }],
      },
    ],
    writes: {},
    answer: () => undefined,
  }));
  const [, further] = mail.mails(first).filter(({ kind }) => kind === 'citizen');
  const own = mail.mails(first).find(({ kind }) => kind === 'reply');
  const split = await room.does('ana', {
    ...{ type: 'split-ticket', ticketId: first, mailIds: [further?.id, own?.id] },
  });
  if (!split.ok || !split.ticketId) throw new Error(JSON.stringify(split));
  const headers = [
    `In-Reply-To: ${signedMessageId({ ticketId: first, replyId, secret, domain: 'x.fr' })}`,
  ];
  expect(await mail.arrives(letter({ headers }))).toMatchObject({ ticketId: split.ticketId });
});

test('[MAIL-2] a mail that comes as its ticket is merged is not lost: it lands in the survivor', async () => {
  const [first, second] = [await mail.opens(letter()), await mail.opens(letter({ from: luc }))];
  const to = signedReplyTo(contact, second, secret);
  const [, filed] = await Promise.all([
    merge('ana', second, first),
    mail.arrives(letter({ from: luc, to })),
  ]);
  expect(filed.ticketId).not.toBeNull();
  const standing = ticketById(room.database, filed.ticketId ?? '')?.ticket;
  expect([...mailIds(first)]).toContain(filed.mailId);
  expect(standing?.status === 'merged' ? mail.ticket(first).status : standing?.status).toBe('new');
});

test('[LOCK-3] what was being typed in a merged ticket is kept for its author, and shown where it goes on', async () => {
  const [first, second] = [await mail.opens(letter()), await mail.opens(letter({ from: luc }))];
  const token = await claimed('ana', second);
  const draft = { type: 'save-draft', ticketId: second, token, text: 'Madame,', revision: 1 };
  await room.does('ana', draft);
  await room.does('ana', { type: 'add-note', ticketId: second, text: 'Rappelée.' });
  const done = await merge('ana', second, first, token);
  expect(done).toMatchObject({ ok: true });
  expect(draftOf(room.database, second)).toBeNull();
  const file = fileOf('ana', first);
  expect(file.kept).toMatchObject([{ text: 'Madame,', refusal: 'ticket-merged' }]);
  expect(file.notes).toMatchObject([{ text: 'Rappelée.' }]);
  expect(fileOf('ben', first).kept).toEqual([]);
  // Whoever held it goes on in the survivor, under the token that the answer tells.
  expect(mail.ticket(first).lock).toMatchObject({ holder: 'ana', token: tokenOf(done) });
  // A save that was still on its way is kept, too.
  const late = { ...draft, text: 'Madame, Monsieur,', revision: 2 };
  expect(await room.does('ana', late)).toMatchObject({ refusal: 'stale-token' });
  expect(fileOf('ana', first).kept).toHaveLength(2);
});

function tokenOf(answer: CommandAnswer): number | undefined {
  return answer.ok ? answer.token : undefined;
}

test('[MAIL-5] where the senders differ, an answer waits for the address to be confirmed', async () => {
  const [first, second] = [await mail.opens(letter()), await mail.opens(letter({ from: luc }))];
  await merge('ana', second, first);
  const token = await claimed('ana', first);
  const send = (confirmedAddress: string | null) =>
    room.does('ana', {
      ...{ type: 'send-reply', ticketId: first, token, text: 'Voici.', then: 'close' },
      confirmedAddress,
    });
  expect(await send(null)).toMatchObject({ refusal: 'sender-changed' });
  expect(await send('luc@exemple.example')).toMatchObject({ refusal: 'sender-changed' });
  expect(await send('marie@exemple.example')).toMatchObject({ ok: true });
});

test('[MET-1] two tickets of one question are one episode, which began with the first', async () => {
  const first = await mail.opens(letter());
  room.time.jump(60_000);
  const second = await mail.opens(letter());
  await merge('ana', first, second);
  const counted = () => countedOf(episodesSince(room.database, 0));
  expect(counted()).toMatchObject([
    { ticketId: second, outcome: 'waiting', startedAt: room.time.now() - 60_000 },
  ]);
  const home = mail
    .mails(second)
    .find(({ at, kind }) => kind === 'citizen' && at === room.time.now() - 60_000);
  await room.does('ana', {
    ...{ type: 'split-ticket', ticketId: second, mailIds: [home?.id], to: first },
  });
  expect(counted().map(({ ticketId }) => ticketId)).toEqual([first, second]);
});

test('[SYNC-4] a merged restricted ticket leaves no name to the uncleared, in file, history or links', async () => {
  const first = await mail.opens(letter());
  const hidden = await room.receive({ finding: { restricted: true } });
  expect(await merge('ana', first, hidden)).toMatchObject({ refusal: 'not-allowed' });
  expect(
    await room.does('cleo', {
      type: 'link-tickets',
      ticketId: first,
      otherId: hidden,
      linkKind: 'sequel',
    }),
  ).toMatchObject({ ok: true });
  const link = (login: Login) => fileOf(login, first).links;
  expect(link('ana')).toEqual([]);
  expect(link('cleo')).toMatchObject([{ id: hidden, kind: 'sequel' }]);
  expect(await merge('cleo', first, hidden)).toMatchObject({ ok: true });
  const [seen, told] = [fileOf('ana', first), fileOf('cleo', first)];
  expect(seen.mergedInto).toBeNull();
  expect(JSON.stringify(seen)).not.toContain(hidden);
  expect(told.mergedInto).toMatchObject({ id: hidden });
  expect(told.history.at(-1)).toMatchObject({
    type: 'ticket-merged',
    detail: { number: mail.ticket(hidden).number },
  });
  expect(seen.history.at(-1)?.detail).not.toHaveProperty('number');
});

test('[MAIL-5] a suggested link is known on both sides, and ends on both', async () => {
  const first = await mail.opens(letter());
  const stranger = await mail.opens(letter({ subject: 'Re: [n° 26-11-0001]', from: luc }));
  expect(fileOf('ana', first).links).toMatchObject([{ id: stranger, kind: 'suggested' }]);
  await room.does('ana', { type: 'unlink-tickets', ticketId: first, otherId: stranger });
  expect(fileOf('ana', stranger).links).toEqual([]);
});

test('[SYNC-4] probable duplicates are of the same sender, and of restricted tickets told to the cleared alone', async () => {
  const text = 'Bonjour, on m’a volé mon vélo rue des Lilas hier soir, que dois-je faire ?';
  const first = await mail.opens(letter({ text }));
  const again = await mail.opens(letter({ text: `${text} Merci de me répondre.` }));
  await mail.opens(letter({ text, from: luc }));
  await mail.opens(
    letter({ text: 'Où faire refaire ma carte d’identité, et en combien de temps ?' }),
  );
  expect(fileOf('ana', again).duplicates).toMatchObject([{ id: first, status: 'new' }]);
  await room.does('morel', { type: 'change-restriction', ticketId: first, restricted: true });
  expect(fileOf('ana', again).duplicates).toEqual([]);
  expect(fileOf('cleo', again).duplicates).toHaveLength(1);
  await merge('morel', again, first);
  expect(fileOf('cleo', first).duplicates).toEqual([]);
});

const logins = ['ana', 'ben', 'cleo', 'morel'] as const;
const step = fc.record({
  act: fc.constantFrom('mail', 'further', 'claim', 'merge', 'split', 'back', 'reply', 'wait'),
  who: fc.nat(3),
  one: fc.nat(7),
  other: fc.nat(7),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Does one of the things that people and citizens do; what is refused is refused. */
async function take({ act, who, one, other }: Step, tickets: string[]): Promise<void> {
  const login = logins[who] ?? 'ana';
  const ticketId = tickets[one % tickets.length] ?? '';
  const otherId = tickets[other % tickets.length] ?? '';
  const token = mail.ticket(ticketId).lock?.token ?? null;
  const split = (mailIdsTaken: string[], to: string | null) =>
    room.does(login, { type: 'split-ticket', ticketId, token, mailIds: mailIdsTaken, to });
  if (act === 'mail') tickets.push(await mail.opens(letter({ from: who % 2 ? luc : marie })));
  if (act === 'further') {
    await mail.arrives(letter({ to: signedReplyTo(contact, ticketId, secret) }));
  }
  if (act === 'claim')
    await room.does(login, { type: 'claim-ticket', ticketId, outsideShift: true });
  if (act === 'merge') {
    await room.does(login, { type: 'merge-ticket', ticketId, into: otherId, token });
  }
  if (act === 'split') {
    const done = await split(mailIds(ticketId).slice(one % 3), null);
    if (done.ok && done.ticketId) tickets.push(done.ticketId);
  }
  if (act === 'back') {
    const homes = Object.entries(fileOf('morel', ticketId).homes);
    const [, home] = homes[other % Math.max(1, homes.length)] ?? [];
    if (home)
      await split(
        homes.filter(([, { id }]) => id === home.id).map(([id]) => id),
        home.id,
      );
  }
  if (act === 'reply' && token !== null) {
    await room.does(login, { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'wait' });
  }
  if (act === 'wait') room.time.jump(20_000);
}

test('[LOCK-1] [MAIL-2] merges, splits, mails and claims at once leave each mail in one standing ticket, and each ticket one holder', async () => {
  let merges = 0;
  await fc.assert(
    fc
      .asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const tickets = [await mail.opens(letter()), await mail.opens(letter({ from: luc }))];
        const known = mailIds(tickets[0] ?? '').length;
        expect(known).toBeGreaterThan(0);
        for (let n = 0; n < steps.length; n += 3) {
          // Three at once: they share a commit, and each sees what the one before it did.
          await Promise.all(steps.slice(n, n + 3).map((one) => take(one, tickets)));
        }
        const all = room.database.client
          .prepare<[], { id: string; status: string | null }>(
            'SELECT m.id, t.status FROM mails m LEFT JOIN tickets t ON t.id = m.ticket_id',
          )
          .all();
        expect(all.filter(({ status }) => status === null || status === 'merged')).toEqual([]);
        const events = await room.log.read(0, 10_000);
        merges += events.filter(({ event }) => event.type === 'ticket-merged').length;
        const held = new Map<string, string>();
        for (const { event, streamId, by } of events) {
          if (event.type === 'ticket-claimed') {
            expect(held.has(streamId)).toBe(false);
            held.set(streamId, by);
          }
          const ends = ['ticket-released', 'lock-expired', 'ticket-merged', 'reply-sent'];
          if (ends.includes(event.type)) held.delete(streamId);
        }
        expect(await checkProjections(room.database)).toMatchObject({ ok: true });
        expect(room.errors).toEqual([]);
      })
      .beforeEach(async () => {
        await room.close();
        await open();
      }),
    { numRuns: 40 },
  );
  expect(merges).toBeGreaterThan(10);
});
