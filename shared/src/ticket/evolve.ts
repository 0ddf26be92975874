import {
  endClocks,
  isAwaited,
  joined,
  noteReturn,
  noteSettled,
  startClock,
  startClocks,
  takeInHand,
  wake,
  workUntil,
} from './clocks.ts';
import type { Recorded, TicketEvent } from './events.ts';
import { moreUrgent } from './priority-order.ts';
import { isOpen, runningClocks, sleepingClocks } from './select.ts';
import type { Alarm, Lock, Outgoing, Ticket, TicketStatus } from './ticket.ts';

type Opened = Extract<TicketEvent, { type: 'ticket-opened' }>;
type FollowUp = Extract<TicketEvent, { type: 'follow-up-received' }>;
type MergedIn = Extract<TicketEvent, { type: 'mails-merged-in' }>;
type SplitOff = Extract<TicketEvent, { type: 'mails-split-off' }>;
type SplitIn = Extract<TicketEvent, { type: 'mails-split-in' }>;
type Elsewhere = Extract<TicketEvent, { type: 'answered-elsewhere' }>;
type MachineMail = Extract<TicketEvent, { type: 'machine-mail-attached' }>;

/**
 * Folds one event into a ticket (LOG-3). Never refuses: an event is history. The first event of a
 * ticket must be `ticket-opened`; anything else without a ticket is a broken log and throws.
 */
export function evolve(ticket: Ticket | null, recorded: Recorded<TicketEvent>): Ticket {
  const { event, seq } = recorded;
  if (event.type === 'ticket-opened') return open(recorded, event);
  if (!ticket)
    throw new Error(`event ${String(seq)} (${event.type}) concerns a ticket never opened`);
  return withAlarm(ticket, { ...apply(ticket, recorded), seq }, recorded.at);
}

function open({ seq, at, streamId }: Recorded<TicketEvent>, event: Opened): Ticket {
  const opened: Ticket = {
    id: streamId,
    number: event.number,
    mailboxId: event.mailboxId,
    status: event.quarantined ? 'quarantined' : 'new',
    priority: event.priority,
    category: event.category,
    restricted: event.restricted,
    signs: event.signs,
    openedAt: event.receivedAt,
    lastMailAt: event.receivedAt,
    clocks: startClock(
      { clocks: [], lock: null },
      { ...event, startedAt: event.receivedAt, cause: 'mail' },
    ),
    lock: null,
    outgoing: null,
    alarm: null,
    lastHandler: null,
    preferred: null,
    returns: 0,
    closeReason: null,
    settledAt: null,
    senderChanged: false,
    acknowledgement: 'none',
    links: event.linkedTo.map((id) => ({ id, kind: 'suggested' })),
    merged: null,
    mailCount: 1,
    conversationSeq: seq,
    seq,
  };
  return withAlarm(null, opened, at);
}

function apply(ticket: Ticket, recorded: Recorded<TicketEvent>): Ticket {
  const { event, seq, at, by } = recorded;
  switch (event.type) {
    case 'ticket-opened':
      return ticket;
    case 'follow-up-received':
      return followUp(ticket, event, seq);
    case 'machine-mail-attached':
      return machineMail(ticket, event, seq);
    case 'ticket-claimed':
      return held(ticket, newLock(by, seq, at, event.until));
    case 'ticket-seized':
      return held(ticket, newLock(by, seq, at, event.until));
    case 'ticket-reassigned':
    case 'ticket-passed':
      return held(ticket, newLock(event.to, seq, at, event.until));
    case 'ticket-released':
      return free(ticket, at);
    case 'lock-expired':
      // Whoever walked away has not worked since their last act.
      return free(ticket, ticket.lock?.renewedAt ?? at);
    case 'lock-renewed':
      return relock(ticket, { renewedAt: at, until: event.until, disconnected: false });
    case 'lock-shortened':
      return relock(ticket, { until: event.until, disconnected: true });
    case 'lock-kept':
      return relock(ticket, {
        keptUntil: event.until,
        until: Math.min(event.until, ticket.lock?.until ?? event.until),
      });
    case 'note-added':
      return { ...ticket, conversationSeq: seq };
    case 'reply-queued':
      return {
        ...ticket,
        conversationSeq: seq,
        outgoing: {
          replyId: event.replyId,
          by,
          state: 'queued',
          then: event.then,
          orientation: event.orientation,
          queuedAt: at,
          sendAt: event.sendAt,
          attempts: 0,
        },
      };
    case 'reply-withdrawn':
      return { ...ticket, outgoing: null, conversationSeq: seq };
    case 'reply-sending':
      return outgoing(ticket, seq, {
        state: 'sending',
        attempts: (ticket.outgoing?.attempts ?? 0) + 1,
      });
    case 'reply-deferred':
      return outgoing(ticket, seq, { state: 'queued', sendAt: event.sendAt });
    case 'reply-failed':
      return outgoing(ticket, seq, { state: 'failed' });
    case 'reply-uncertain':
      return outgoing(ticket, seq, { state: 'uncertain' });
    case 'reply-sent':
      return sent(ticket, event.acceptedAt, seq);
    case 'reply-settled':
      return event.verdict === 'sent'
        ? sent(ticket, ticket.outgoing?.sendAt ?? at, seq)
        : { ...ticket, outgoing: null, conversationSeq: seq };
    case 'answered-elsewhere':
      return answeredElsewhere(ticket, event, recorded);
    case 'ticket-closed':
      return {
        ...settle(ticket, 'closed', at),
        clocks: noteSettled(closeClocks(ticket, at, by), at),
        closeReason: event.reason,
        lastHandler: by,
      };
    case 'ticket-reopened': {
      const back = returned(ticket, at);
      return {
        ...back,
        clocks: startClock(back, { ...ticket, ...event, startedAt: at, cause: 'reopened' }),
      };
    }
    case 'priority-changed':
      return {
        ...ticket,
        priority: event.to,
        clocks: ticket.clocks.map((clock) =>
          clock.endedAt === null && event.dueAt !== null
            ? { ...clock, priority: event.to, dueAt: event.dueAt }
            : clock,
        ),
      };
    case 'category-changed':
      return { ...ticket, category: event.to };
    case 'restriction-changed':
      return { ...ticket, restricted: event.restricted };
    case 'alarm-escalated':
      return ticket.alarm ? { ...ticket, alarm: { ...ticket.alarm, level: event.level } } : ticket;
    case 'acknowledgement-queued':
      return { ...ticket, acknowledgement: 'queued', conversationSeq: seq };
    case 'acknowledgement-sent':
      return { ...ticket, acknowledgement: 'sent', conversationSeq: seq };
    case 'acknowledgement-withheld':
      return { ...ticket, acknowledgement: 'withheld', conversationSeq: seq };
    case 'acknowledgement-abandoned':
      return { ...ticket, acknowledgement: 'withheld', conversationSeq: seq };
    case 'quarantine-lifted':
      return {
        ...ticket,
        status: ticket.lock ? 'claimed' : 'new',
        priority: event.priority,
        category: event.category,
        clocks: ticket.clocks.map((clock) =>
          clock.endedAt === null
            ? { ...clock, priority: event.priority, dueAt: event.dueAt }
            : clock,
        ),
      };
    case 'ticket-merged':
      return merged(ticket, event, recorded);
    case 'mails-merged-in':
      return mergedIn(ticket, event, recorded);
    case 'mails-split-off':
      return splitOff(ticket, event, recorded);
    case 'mails-split-in':
      return splitIn(ticket, event, recorded);
    case 'ticket-linked':
      return {
        ...ticket,
        links: [...unlinked(ticket, event.otherId), { id: event.otherId, kind: event.kind }],
        conversationSeq: seq,
      };
    case 'ticket-unlinked':
      return { ...ticket, links: unlinked(ticket, event.otherId), conversationSeq: seq };
  }
}

function unlinked({ links }: Ticket, otherId: string): Ticket['links'] {
  return links.filter(({ id }) => id !== otherId);
}

/** The ticket ends; its clocks run on in the survivor, and count there alone. */
function merged(
  ticket: Ticket,
  { otherId, mailsIn }: Extract<TicketEvent, { type: 'ticket-merged' }>,
  { at, seq }: Recorded<TicketEvent>,
): Ticket {
  const running = runningClocks(ticket).map(({ n }) => n);
  return {
    ...ticket,
    status: 'merged',
    lock: null,
    outgoing: null,
    settledAt: at,
    clocks: joined(ticket.clocks, running, at),
    merged: { into: otherId, was: ticket.lock ? statusWhenFree(ticket) : ticket.status },
    lastHandler: ticket.lock?.holder ?? ticket.lastHandler,
    preferred: null,
    mailCount: ticket.mailCount - mailsIn,
    conversationSeq: seq,
  };
}

function mergedIn(ticket: Ticket, event: MergedIn, { at, seq }: Recorded<TicketEvent>): Ticket {
  const going = { ...ticket, clocks: joined(ticket.clocks, event.joins, at) };
  const clocks = startClocks(going, event.clocks);
  return {
    ...awakened({ ...going, clocks }, at),
    priority: event.priority,
    restricted: event.restricted,
    signs: event.signs,
    lastMailAt: event.lastMailAt,
    mailCount: ticket.mailCount + event.mailsIn,
    senderChanged: event.senderChanged,
    links: unlinked(ticket, event.otherId),
    conversationSeq: seq,
  };
}

/** What was settled is open again where somebody waits for an answer in it. */
function awakened(ticket: Ticket, at: number): Ticket {
  if (!isAwaited(ticket.clocks)) return ticket;
  if (ticket.status === 'waiting') return { ...ticket, status: 'new' };
  return isOpen(ticket) ? ticket : returned(ticket, at);
}

function splitOff(ticket: Ticket, event: SplitOff, { at, seq }: Recorded<TicketEvent>): Ticket {
  const going = { ...ticket, clocks: joined(ticket.clocks, event.joins, at) };
  const clocks = startClocks(going, event.clocks);
  const isDone = ticket.status === 'new' && !isAwaited(clocks);
  return {
    ...ticket,
    status: isDone ? 'waiting' : ticket.status,
    clocks,
    mailCount: ticket.mailCount - event.mailsIn,
    conversationSeq: seq,
  };
}

function splitIn(ticket: Ticket, event: SplitIn, { at, seq }: Recorded<TicketEvent>): Ticket {
  const woken: Ticket = {
    ...ticket,
    status: ticket.merged?.was ?? ticket.status,
    clocks: wake(ticket.clocks, sleepingClocks(ticket)),
    merged: null,
  };
  const back = awakened({ ...woken, clocks: startClocks(woken, event.clocks) }, at);
  return {
    ...back,
    restricted: event.restricted,
    lastMailAt: Math.max(ticket.lastMailAt, event.lastMailAt),
    mailCount: ticket.mailCount + event.mailsIn,
    conversationSeq: seq,
  };
}

function followUp(ticket: Ticket, event: FollowUp, seq: number): Ticket {
  const received: Ticket = {
    ...(event.reopens ? returned(ticket, event.receivedAt) : ticket),
    priority: event.priority,
    restricted: event.restricted,
    signs: [...new Set([...ticket.signs, ...event.signs])],
    lastMailAt: event.receivedAt,
    mailCount: ticket.mailCount + 1,
    // Only an answer that somebody confirmed settles who writes (MAIL-5).
    senderChanged: ticket.senderChanged || event.senderChanged,
    preferred: event.preferred,
    conversationSeq: seq,
  };
  const { dueAt, receivedAt, priority, reopens } = event;
  if (dueAt === null) return received;
  const cause = reopens ? 'returned' : 'follow-up';
  return {
    ...received,
    status: received.status === 'waiting' ? 'new' : received.status,
    clocks: startClock(received, { startedAt: receivedAt, dueAt, priority, cause }),
  };
}

function machineMail(ticket: Ticket, event: MachineMail, seq: number): Ticket {
  const attached = { ...ticket, mailCount: ticket.mailCount + 1, conversationSeq: seq };
  const { dueAt, receivedAt } = event;
  if (dueAt === null) return attached;
  const back = ticket.lock ? attached : returned(attached, receivedAt);
  const { priority } = ticket;
  return {
    ...back,
    clocks: startClock(back, { startedAt: receivedAt, dueAt, priority, cause: 'bounce' }),
  };
}

function newLock(holder: string, token: number, at: number, until: number): Lock {
  return { holder, token, since: at, renewedAt: at, until, disconnected: false };
}

function held(ticket: Ticket, lock: Lock): Ticket {
  // A quarantined ticket stays so while a human reads it raw: only lifting ends that state.
  const status: TicketStatus = ticket.status === 'quarantined' ? 'quarantined' : 'claimed';
  const worked = workUntil(
    ticket.clocks,
    ticket.lock,
    Math.min(lock.since, ticket.lock?.until ?? lock.since),
  );
  return { ...ticket, status, lock, preferred: null, clocks: takeInHand(worked, lock.since) };
}

function free(ticket: Ticket, workedUntil: number): Ticket {
  return {
    ...ticket,
    status: statusWhenFree(ticket),
    lock: null,
    lastHandler: ticket.lock?.holder ?? ticket.lastHandler,
    clocks: workUntil(ticket.clocks, ticket.lock, workedUntil),
  };
}

function statusWhenFree(ticket: Ticket): TicketStatus {
  if (ticket.status === 'quarantined') return 'quarantined';
  // Somebody may hold a ticket that waits for its citizen, to write again: nobody awaits an answer there.
  return isAwaited(ticket.clocks) ? 'new' : 'waiting';
}

function relock(ticket: Ticket, change: Partial<Lock>): Ticket {
  return ticket.lock ? { ...ticket, lock: { ...ticket.lock, ...change } } : ticket;
}

function outgoing(ticket: Ticket, seq: number, change: Partial<Outgoing>): Ticket {
  if (!ticket.outgoing) return ticket;
  return { ...ticket, outgoing: { ...ticket.outgoing, ...change }, conversationSeq: seq };
}

function sent(ticket: Ticket, acceptedAt: number, seq: number): Ticket {
  const reply = ticket.outgoing;
  if (!reply) return { ...ticket, conversationSeq: seq };
  // A mail that came after the answer was written is not answered by it: its clock runs on.
  const clocks = endClocks(ticket.clocks, {
    at: acceptedAt,
    before: reply.queuedAt,
    by: reply.by,
    outcome: 'answered',
    lock: ticket.lock,
    workedUntil: reply.queuedAt,
    orientation: reply.orientation,
  });
  const answered = {
    ...ticket,
    clocks,
    outgoing: null,
    lastHandler: reply.by,
    conversationSeq: seq,
    // The answer went to an address that its author had confirmed; a mail since may have another.
    senderChanged: ticket.senderChanged && isAwaited(clocks),
  };
  // Somebody else took the ticket while the answer was uncertain: only they end their work on it.
  const heldByOther = ticket.lock !== null && ticket.lock.holder !== reply.by;
  if (heldByOther || isAwaited(clocks)) {
    return { ...answered, status: ticket.lock ? 'claimed' : 'new' };
  }
  const settled = settle(answered, reply.then === 'close' ? 'answered' : 'waiting', acceptedAt);
  return reply.then === 'close'
    ? { ...settled, clocks: noteSettled(clocks, acceptedAt) }
    : { ...settled, clocks };
}

/** Clocks that began before the answer stop, and whoever holds the ticket keeps it. A P0 ends by a call alone. */
function answeredElsewhere(
  ticket: Ticket,
  { sentAt }: Elsewhere,
  { seq, by }: Recorded<TicketEvent>,
): Ticket {
  if (ticket.priority === 'P0') return { ...ticket, conversationSeq: seq };
  const { lock } = ticket;
  const clocks = endClocks(ticket.clocks, {
    ...{ at: sentAt, before: sentAt, by, outcome: 'answered', lock, workedUntil: sentAt },
    orientation: null,
  });
  const answered = { ...ticket, clocks, conversationSeq: seq };
  const isOver = ticket.status === 'new' && !isAwaited(clocks);
  return isOver
    ? { ...settle(answered, 'answered', sentAt), clocks: noteSettled(clocks, sentAt) }
    : answered;
}

function closeClocks(ticket: Ticket, at: number, by: string): Ticket['clocks'] {
  return endClocks(ticket.clocks, {
    ...{ at, by, workedUntil: at, lock: ticket.lock, orientation: null },
    // Every clock, even one that a mail server ahead of our time started in our future.
    before: Infinity,
    outcome: 'closed-unanswered',
  });
}

function settle(ticket: Ticket, status: TicketStatus, at: number): Ticket {
  return { ...ticket, status, lock: null, outgoing: null, settledAt: at };
}

function returned(ticket: Ticket, at: number): Ticket {
  return {
    ...ticket,
    status: ticket.lock ? 'claimed' : 'new',
    settledAt: null,
    closeReason: null,
    returns: ticket.returns + 1,
    clocks: noteReturn(ticket.clocks, at),
  };
}

/** A P0 that nobody holds sounds; a claim ends the alarm, a return or a new danger starts it again. */
function withAlarm(before: Ticket | null, after: Ticket, at: number): Ticket {
  const unclaimed = after.status === 'new' || after.status === 'quarantined';
  const sounds = after.priority === 'P0' && unclaimed && !after.lock;
  if (!sounds) return after.alarm ? { ...after, alarm: null } : after;
  const raised = before !== null && moreUrgent(after.priority, before.priority);
  if (after.alarm && !raised) return after;
  const alarm: Alarm = { since: at, level: 0 };
  return { ...after, alarm };
}
