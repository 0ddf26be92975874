import { describe, expect, test } from 'vitest';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import { stageDatabase } from '../testing/stage.ts';
import { automaticMailsBetween, lastAutomaticMailTo } from './automatic-mails.ts';
import { canaries, draft, replyMail } from '../testing/words.ts';
import { draftOf } from './drafts.ts';
import { answersSince } from './figures.ts';
import {
  deferAcknowledgement,
  dueInOutbox,
  markAcknowledgementSending,
  nextDueInOutbox,
  outboxByMessageId,
  outboxEntry,
  outboxOfTicket,
  replyCounts,
  sendingInOutbox,
  unsentReplies,
} from './outbox.ts';

const stage = stageDatabase();
const replyId = 'r';

/** A ticket `a` that ana holds, with a draft, and her answer queued at 1,000 to leave at 16,000. */
async function queueReply(): Promise<number> {
  const { desk } = stage;
  await desk.person('ana');
  await desk.person('cleo', { role: 'commissioner' });
  await desk.ticket('a');
  const claimed = await desk.claim('ana', 'a', 500);
  const token = claimed.ok ? claimed.token : 0;
  await desk.act('ana', 'a', { type: 'save-draft', token }, 900, {
    writes: draft('a', 1, 900, token),
  });
  const command = {
    type: 'send-reply' as const,
    token,
    replyId,
    then: 'close' as const,
    orientation: null,
    isEmpty: false,
    hasRecipient: true,
    senderConfirmed: false,
    filesAsSeen: true,
    contactId: null,
  };
  const writes = replyMail('a', replyId, 'reply', 1_000);
  expect(await desk.act('ana', 'a', command, 1_000, { writes })).toMatchObject({ ok: true });
  return token;
}

async function system(command: SystemCommand, at: number): Promise<void> {
  expect(await stage.desk.system('a', command, at)).toMatchObject({ ok: true });
}

const state = () => outboxEntry(stage.database, replyId);
const hasDraft = () => draftOf(stage.database, 'a') !== null;

describe('an answer on its way', () => {
  test('[MAIL-8] it is queued with its author, in the transaction that checked the token', async () => {
    await queueReply();
    expect(state()).toMatchObject({
      state: 'queued',
      by: 'ana',
      sendAt: 16_000,
      attempts: 0,
      cause: null,
      acceptedAt: null,
    });
    expect(outboxByMessageId(stage.database, `<${replyId}@vigie.example>`)).toEqual(state());
    expect(outboxOfTicket(stage.database, 'a')).toEqual([state()]);
  });

  test('[MAIL-9] it is due at its instant, and not before', async () => {
    await queueReply();
    expect(nextDueInOutbox(stage.database, 'contact')).toBe(16_000);
    expect(dueInOutbox(stage.database, 'contact', 15_999)).toEqual([]);
    expect(dueInOutbox(stage.database, 'contact', 16_000)).toEqual([state()]);
    await system({ type: 'begin-sending', replyId }, 16_000);
    expect(nextDueInOutbox(stage.database, 'contact')).toBeNull();
    expect(sendingInOutbox(stage.database)).toEqual([state()]);
  });

  test('[MAIL-8] sent: it has its instant, and its draft is over', async () => {
    await queueReply();
    await system({ type: 'begin-sending', replyId }, 16_000);
    expect(hasDraft()).toBe(true);
    await system({ type: 'record-sent', replyId, acceptedAt: 17_000 }, 17_500);
    expect(state()).toMatchObject({ state: 'sent', acceptedAt: 17_000, attempts: 1 });
    expect(hasDraft()).toBe(false);
    expect(answersSince(stage.database, 17_000)).toEqual([{ replyId, at: 17_000, by: 'ana' }]);
    expect(answersSince(stage.database, 17_001)).toEqual([]);
  });

  test('[MAIL-8] deferred: it is due again at the later instant', async () => {
    await queueReply();
    await system({ type: 'begin-sending', replyId }, 16_000);
    await system({ type: 'defer-reply', replyId, sendAt: 60_000 }, 16_500);
    expect(state()).toMatchObject({ state: 'queued', sendAt: 60_000, attempts: 1 });
    expect(dueInOutbox(stage.database, 'contact', 59_999)).toEqual([]);
  });

  test('[MAIL-8] failed: it has the cause, keeps its draft, and people see it', async () => {
    await queueReply();
    await system({ type: 'begin-sending', replyId }, 16_000);
    await system({ type: 'record-failure', replyId, code: '550' }, 16_500);
    expect(state()).toMatchObject({ state: 'failed', cause: '550' });
    expect(hasDraft()).toBe(true);
    expect(unsentReplies(stage.database)).toEqual([state()]);
  });

  test('[MAIL-9] withdrawn: its words are a draft again', async () => {
    await queueReply();
    const command = { type: 'withdraw-reply' as const, replyId };
    expect(await stage.desk.act('ana', 'a', command, 2_000)).toMatchObject({ ok: true });
    expect(state()).toMatchObject({ state: 'withdrawn', cause: null });
    expect(hasDraft()).toBe(true);
    expect(nextDueInOutbox(stage.database, 'contact')).toBeNull();
  });

  test.each([
    ['sent' as const, { state: 'sent', acceptedAt: 16_000 }, false],
    ['not-sent' as const, { state: 'withdrawn', cause: 'not-sent' }, true],
  ])('[MAIL-8] uncertain, and settled by a person as %s', async (verdict, after, draftStays) => {
    await queueReply();
    await system({ type: 'begin-sending', replyId }, 16_000);
    await system({ type: 'record-uncertain', replyId }, 30_000);
    expect(state()).toMatchObject({ state: 'uncertain' });
    expect(unsentReplies(stage.database)).toEqual([state()]);
    const command = { type: 'settle-reply' as const, replyId, verdict };
    expect(await stage.desk.act('cleo', 'a', command, 40_000)).toMatchObject({ ok: true });
    expect(state()).toMatchObject(after);
    expect(hasDraft()).toBe(draftStays);
    expect(unsentReplies(stage.database)).toEqual([]);
  });

  test('[RUN-3] answers are counted by state', async () => {
    await queueReply();
    await stage.write(replyMail('a', 'ack', 'acknowledgement', 1));
    const none = { sending: 0, sent: 0, failed: 0, uncertain: 0, withdrawn: 0 };
    expect(replyCounts(stage.database)).toEqual({ ...none, queued: 1 });
  });
});

describe('acknowledgements', () => {
  const queueAcknowledgement = async (ticketId: string, at: number) => {
    const id = `ack-${ticketId}`;
    const command = { type: 'queue-acknowledgement' as const, replyId: id, sendAt: at };
    const writes = replyMail(ticketId, id, 'acknowledgement', at - 15_000);
    await stage.desk.ticket(ticketId);
    await stage.desk.system(ticketId, command, at, { writes });
    return id;
  };

  test('[MAIL-7] it is marked as sending once, and deferred', async () => {
    const { database } = stage;
    const id = await queueAcknowledgement('a', 20_000);
    expect(dueInOutbox(database, 'contact', 20_000).map((entry) => entry.replyId)).toEqual([id]);
    expect(markAcknowledgementSending(database, id)).toBe(true);
    expect(markAcknowledgementSending(database, id)).toBe(false);
    expect(outboxEntry(database, id)).toMatchObject({ state: 'sending', attempts: 1, by: null });
    expect(deferAcknowledgement(database, id, 90_000)).toBe(true);
    expect(outboxEntry(database, id)).toMatchObject({ state: 'queued', sendAt: 90_000 });
  });

  test('[MAIL-8] what is for acknowledgements touches no answer of a person', async () => {
    await queueReply();
    expect(markAcknowledgementSending(stage.database, replyId)).toBe(false);
    expect(deferAcknowledgement(stage.database, replyId, 1)).toBe(false);
    expect(state()).toMatchObject({ state: 'queued', sendAt: 16_000 });
  });

  test('[MAIL-7] the last automatic mail to an address is known, and how many go to everybody: sent, and to be sent', async () => {
    const { desk, database } = stage;
    const first = await queueAcknowledgement('a', 20_000);
    const second = await queueAcknowledgement('b', 21_000);
    await queueAcknowledgement('c', 22_000);
    await desk.system(
      'a',
      { type: 'record-acknowledged', replyId: first, acceptedAt: 30_000 },
      30_000,
    );
    const cause = 'refused';
    await desk.system('b', { type: 'abandon-acknowledgement', replyId: second, cause }, 31_000);
    const upper = canaries.address.toUpperCase();
    const asked = { address: upper, waiting: false, except: null };
    expect(lastAutomaticMailTo(database, asked)).toBe(30_000);
    expect(lastAutomaticMailTo(database, { ...asked, except: first })).toBeNull();
    const queuedNow = { ...asked, except: first, waiting: true };
    expect(lastAutomaticMailTo(database, queuedNow)).toBe(22_000);
    expect(lastAutomaticMailTo(database, { ...asked, address: 'autre@exemple.fr' })).toBeNull();
    expect(automaticMailsBetween(database, 22_000, 30_000)).toBe(2);
    expect(automaticMailsBetween(database, 22_001, 29_999)).toBe(0);
    expect(outboxEntry(database, second)).toMatchObject({ state: 'failed', cause });
    expect(deferAcknowledgement(database, second, 1)).toBe(false);
  });
});
