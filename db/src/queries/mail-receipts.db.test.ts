import { expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { emptyMail, replyMail } from '../testing/words.ts';
import { answersSince } from './figures.ts';
import { recordInLedger } from './ledger.ts';
import { ledgerEntries, sentAnswers, type LedgerPlace } from './mail-receipts.ts';

const stage = stageDatabase();

const hour = { afterMs: 0, untilMs: 3_600_000 };
const all = { offset: 0, limit: 100 };

/** An answer of a ticket that a server took at an instant. */
async function answer(ticketId: string, replyId: string, acceptedAt: number): Promise<void> {
  await stage.write(replyMail(ticketId, replyId, 'reply', acceptedAt));
  const queued = { replyId, token: 1, then: 'close', orientation: null, contactId: null } as const;
  const events = [
    { type: 'reply-queued' as const, ...queued, sendAt: acceptedAt },
    { type: 'reply-sent' as const, replyId, acceptedAt },
  ];
  await stage.desk.happen({ stream: 'ticket', id: ticketId, events }, acceptedAt);
}

test('[SYNC-4] an answer is of the ticket in which it stands since a merge, restricted or not', async () => {
  const { desk, database } = stage;
  await desk.ticket('plain');
  await desk.ticket('veiled', { restricted: true });
  await answer('plain', 'r', 1_000);
  expect(sentAnswers(database, hour, all).mails).toMatchObject([{ ticket: { id: 'plain' } }]);
  const merged = {
    ...{ type: 'mails-merged-in' as const, otherId: 'plain', mailIds: ['mail-of-r'], mailsIn: 0 },
    ...{ lastMailAt: 0, priority: 'P2' as const, restricted: true, signs: [], clocks: [] },
    ...{ senderChanged: false, joins: [] },
  };
  await desk.happen({ stream: 'ticket', id: 'veiled', events: [merged] }, 2_000);
  expect(sentAnswers(database, hour, all).mails).toMatchObject([
    { at: 1_000, ticket: { id: 'veiled', restricted: true } },
  ]);
});

test('[MET-2] answers of one instant stand in one order, page after page', async () => {
  const { desk, database } = stage;
  for (const id of ['c', 'a', 'b']) {
    await desk.ticket(id);
    await answer(id, `reply-${id}`, 1_000);
  }
  const pages = [0, 1, 2].map((offset) => sentAnswers(database, hour, { offset, limit: 1 }));
  expect(pages.map(({ mails }) => mails[0]?.ticket?.id)).toEqual(['a', 'b', 'c']);
});

test('[MET-2] the receipt of answers is of those that the figure counts: from here, and found among the sent mails', async () => {
  const { desk, database } = stage;
  await desk.ticket('a');
  await desk.ticket('b', { restricted: true });
  await answer('a', 'r', 2_000);
  const elsewhere = { direction: 'out', kind: 'elsewhere' } as const;
  await stage.write({
    mails: [
      { ...emptyMail('first', 'b', 1_000), ...elsewhere },
      { ...emptyMail('last', 'a', hour.untilMs), ...elsewhere },
      { ...emptyMail('later', 'a', hour.untilMs + 1), ...elsewhere },
      { ...emptyMail('before', 'a', hour.afterMs), ...elsewhere },
      { ...emptyMail('citizen', 'a', 1_500) },
    ],
  });
  const { count, mails } = sentAnswers(database, hour, all);
  expect(mails).toMatchObject([
    { at: 1_000, ticket: { id: 'b', restricted: true } },
    { at: 2_000, ticket: { id: 'a' } },
    { at: hour.untilMs, ticket: { id: 'a' } },
  ]);
  const counted = answersSince(database, hour.afterMs + 1).filter(({ at }) => at <= hour.untilMs);
  expect([count, counted.map(({ at }) => at)]).toEqual([3, mails.map(({ at }) => at)]);
  const second = sentAnswers(database, hour, { offset: 1, limit: 1 });
  expect([second.count, second.mails.map(({ at }) => at)]).toEqual([3, [2_000]]);
});

test('[MAIL-2] a page of the ledger goes on behind the last line, though mail arrives meanwhile', () => {
  const { database } = stage;
  const enter = (uidValidity: string, uid: number) => {
    const outcome = uid % 2 ? ('ticket' as const) : ('machine' as const);
    recordInLedger(database, {
      ...{ mailboxId: 'contact', uidValidity, uid, sha256: null, outcome, mailId: null, at: uid },
    });
  };
  const page = (before: LedgerPlace | null, outcome: 'machine' | null = null) =>
    ledgerEntries(database, { mailboxId: 'contact', outcome }, { before, limit: 2 });
  const uids = (found: ReturnType<typeof page>) => found.map(({ uid }) => uid);
  for (const uid of [1, 2, 3]) enter('7', uid);
  enter('6', 9);
  const first = page(null);
  expect(uids(first)).toEqual([3, 2]);
  enter('7', 4);
  const second = page(first.at(-1) ?? null);
  expect(uids(second)).toEqual([1, 9]);
  expect(page(second.at(-1) ?? null)).toEqual([]);
  expect(uids(page({ uidValidity: '7', uid: 4 }, 'machine'))).toEqual([2]);
});
