import { eq, sql } from 'drizzle-orm';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from './database.ts';
import type { LogEvent } from './event-log.ts';
import { prepared } from './prepared.ts';
import { outbox } from './schema/content.ts';

const replyId = sql.placeholder('replyId');

const statements = prepared((orm) => {
  const update = (set: Parameters<ReturnType<typeof orm.update<typeof outbox>>['set']>[0]) =>
    orm.update(outbox).set(set).where(eq(outbox.replyId, replyId)).prepare();
  return {
    queue: update({
      state: 'queued',
      attempts: 0,
      cause: null,
      acceptedAt: null,
      sendAt: sql`${sql.placeholder('sendAt')}`,
      by: sql`${sql.placeholder('by')}`,
    }),
    withdraw: update({ state: 'withdrawn', cause: sql`${sql.placeholder('cause')}` }),
    send: update({ state: 'sending', cause: null, attempts: sql`${outbox.attempts} + 1` }),
    defer: update({
      state: 'queued',
      sendAt: sql`${sql.placeholder('sendAt')}`,
      cause: sql`${sql.placeholder('cause')}`,
    }),
    accept: update({ state: 'sent', cause: null, acceptedAt: sql`${sql.placeholder('at')}` }),
    // What was uncertain left, if it left, when its turn had come.
    settleAsSent: update({ state: 'sent', cause: null, acceptedAt: sql`${outbox.sendAt}` }),
    fail: update({ state: 'failed', cause: sql`${sql.placeholder('cause')}` }),
    doubt: update({ state: 'uncertain' }),
    giveBack: update({ bouncedBy: sql`${sql.placeholder('mailId')}` }),
  };
});

/**
 * Projects an event onto the outbox (MAIL-8). An acknowledgement's own sending has no event: of it,
 * only the end is projected.
 */
export function projectOnOutbox(database: Database, { event, by }: Recorded<LogEvent>): void {
  switch (event.type) {
    case 'reply-queued':
      statements(database).queue.run({ replyId: event.replyId, sendAt: event.sendAt, by });
      return;
    case 'reply-withdrawn':
      statements(database).withdraw.run({ replyId: event.replyId, cause: null });
      return;
    case 'reply-sending':
      statements(database).send.run({ replyId: event.replyId });
      return;
    case 'reply-deferred':
      statements(database).defer.run({
        replyId: event.replyId,
        sendAt: event.sendAt,
        cause: event.code ?? null,
      });
      return;
    case 'reply-sent':
    case 'acknowledgement-sent':
      statements(database).accept.run({ replyId: event.replyId, at: event.acceptedAt });
      return;
    case 'reply-failed':
      statements(database).fail.run({ replyId: event.replyId, cause: event.code });
      return;
    case 'reply-uncertain':
      statements(database).doubt.run({ replyId: event.replyId });
      return;
    case 'reply-settled':
      settle(database, event.replyId, event.verdict);
      return;
    case 'machine-mail-attached':
      if (event.bouncedReplyId !== null) {
        const { bouncedReplyId, mailId } = event;
        statements(database).giveBack.run({ replyId: bouncedReplyId, mailId });
      }
      return;
    case 'acknowledgement-abandoned':
      if (event.replyId !== null) {
        statements(database).fail.run({ replyId: event.replyId, cause: event.cause });
      }
      return;
    default:
      return;
  }
}

function settle(database: Database, id: string, verdict: 'sent' | 'not-sent'): void {
  if (verdict === 'sent') statements(database).settleAsSent.run({ replyId: id });
  // The words are back with whoever holds the ticket: nothing is left to send.
  else statements(database).withdraw.run({ replyId: id, cause: 'not-sent' });
}
