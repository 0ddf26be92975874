import { outboxEntry } from '@vigie/db/queries/outbox';
import { lastRestored, noteRestored } from '@vigie/db/queries/restored';
import { defaultSettings } from '@vigie/shared/settings/settings';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { acknowledgedUpTo, doubtRestored } from './doubt-restored.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await TestRoom.open(['ana']);
});
afterEach(() => room.close());

const doubt = () =>
  doubtRestored({
    ...{ desk: room.desk, clock: room.time, database: room.database, settings: defaultSettings },
    newId: () => room.newId(),
  });

async function queued(): Promise<{ ticketId: string; replyId: string }> {
  const { ticketId, token } = await room.claimed('ana');
  const send = { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'close' };
  const answer = await room.does('ana', send);
  return { ticketId, replyId: (answer.ok && answer.replyId) || '' };
}

const restoredNow = () =>
  noteRestored(room.database, { from: room.time.now(), at: room.time.now(), doubted: false });

test('[MAIL-8] an answer that was due before a restore is uncertain: it may have left, and is not sent again', async () => {
  const due = await queued();
  room.time.jump(20_000);
  const later = await queued();
  restoredNow();
  await doubt();
  expect(outboxEntry(room.database, due.replyId)?.state).toBe('uncertain');
  expect(room.ticket(due.ticketId).outgoing?.state).toBe('uncertain');
  expect(outboxEntry(room.database, later.replyId)?.state).toBe('queued');
});

test('[MAIL-8] that is judged once: what is queued after the restore leaves', async () => {
  restoredNow();
  await doubt();
  expect(lastRestored(room.database)?.doubted).toBe(true);
  const { replyId } = await queued();
  room.time.jump(20_000);
  await doubt();
  expect(outboxEntry(room.database, replyId)?.state).toBe('queued');
});

test('[MAIL-7] what came before a restore may have been acknowledged, and is not once more', () => {
  const { database, time } = room;
  expect(acknowledgedUpTo(database, 5)).toBe(5);
  restoredNow();
  expect(acknowledgedUpTo(database, 5)).toBe(time.now());
  expect(acknowledgedUpTo(database, time.now() + 1)).toBe(time.now() + 1);
});
