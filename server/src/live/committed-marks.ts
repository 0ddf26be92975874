import type { Committed, LogEvent } from '@vigie/db/event-log';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { AnswerMark, ArrivalMark } from './room-contents.ts';

/** The citizens' mails that a transaction brought in, quarantined ones included. */
export function arrivalsOf({ recorded }: Committed): ArrivalMark[] {
  return recorded.flatMap(({ event }) =>
    event.type === 'ticket-opened' || event.type === 'follow-up-received'
      ? [{ id: event.mailId, at: event.receivedAt }]
      : [],
  );
}

/** The answers that a transaction knows to have left (MAIL-8), under their authors. */
export function answersOf(committed: Committed): AnswerMark[] {
  return committed.recorded.flatMap((recorded) => {
    const left = departureOf(recorded, committed);
    return left ? [left] : [];
  });
}

function departureOf(
  { event, streamId, by }: Recorded<LogEvent>,
  { changed }: Committed,
): AnswerMark | null {
  if (event.type === 'answered-elsewhere') return { id: event.mailId, at: event.sentAt, by };
  const reply = changed.ticket.get(streamId)?.before?.outgoing;
  if (!reply) return null;
  if (event.type === 'reply-sent') return { id: event.replyId, at: event.acceptedAt, by: reply.by };
  if (event.type !== 'reply-settled' || event.verdict === 'not-sent') return null;
  // Nobody knows when an uncertain answer arrived: its turn to leave is the nearest fact.
  return { id: event.replyId, at: reply.sendAt, by: reply.by };
}
