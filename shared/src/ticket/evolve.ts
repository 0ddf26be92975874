import type { Recorded, TicketEvent } from './events.ts';
import { moreUrgent } from './priority-order.ts';
import type { Alarm, Clock, Lock, Outgoing, Ticket, TicketStatus } from './ticket.ts';

type Opened = Extract<TicketEvent, { type: 'ticket-opened' }>;
type FollowUp = Extract<TicketEvent, { type: 'follow-up-received' }>;
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
    clocks: [startClock([], event.receivedAt, event.dueAt, event.priority)],
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
    linkedTo: event.linkedTo,
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
    case 'lock-expired':
      return free(ticket);
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
    case 'ticket-closed':
      return {
        ...settle(ticket, 'closed', at),
        // Every clock, even one that a mail server ahead of our time started in our future.
        clocks: endClocks(ticket.clocks, {
          at,
          before: Infinity,
          by,
          outcome: 'closed-unanswered',
        }),
        closeReason: event.reason,
        lastHandler: by,
      };
    case 'ticket-reopened':
      return {
        ...returned(ticket),
        clocks: [...ticket.clocks, startClock(ticket.clocks, at, event.dueAt, ticket.priority)],
      };
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
  }
}

function followUp(ticket: Ticket, event: FollowUp, seq: number): Ticket {
  const received: Ticket = {
    ...(event.reopens ? returned(ticket) : ticket),
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
  if (event.dueAt === null) return received;
  return {
    ...received,
    status: received.status === 'waiting' ? 'new' : received.status,
    clocks: [
      ...ticket.clocks,
      startClock(ticket.clocks, event.receivedAt, event.dueAt, event.priority),
    ],
  };
}

function machineMail(ticket: Ticket, event: MachineMail, seq: number): Ticket {
  const attached = { ...ticket, mailCount: ticket.mailCount + 1, conversationSeq: seq };
  if (event.dueAt === null) return attached;
  return {
    ...(ticket.lock ? attached : returned(attached)),
    clocks: [
      ...ticket.clocks,
      startClock(ticket.clocks, event.receivedAt, event.dueAt, ticket.priority),
    ],
  };
}

function newLock(holder: string, token: number, at: number, until: number): Lock {
  return { holder, token, since: at, renewedAt: at, until, disconnected: false };
}

function held(ticket: Ticket, lock: Lock): Ticket {
  // A quarantined ticket stays so while a human reads it raw: only lifting ends that state.
  const status: TicketStatus = ticket.status === 'quarantined' ? 'quarantined' : 'claimed';
  return { ...ticket, status, lock, preferred: null };
}

function free(ticket: Ticket): Ticket {
  return {
    ...ticket,
    status: statusWhenFree(ticket),
    lock: null,
    lastHandler: ticket.lock?.holder ?? ticket.lastHandler,
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
  return {
    ...settle(answered, reply.then === 'close' ? 'answered' : 'waiting', acceptedAt),
    clocks,
  };
}

function isAwaited(clocks: readonly Clock[]): boolean {
  return clocks.some((clock) => clock.endedAt === null);
}

function settle(ticket: Ticket, status: TicketStatus, at: number): Ticket {
  return { ...ticket, status, lock: null, outgoing: null, settledAt: at };
}

function returned(ticket: Ticket): Ticket {
  return {
    ...ticket,
    status: ticket.lock ? 'claimed' : 'new',
    settledAt: null,
    closeReason: null,
    returns: ticket.returns + 1,
  };
}

function startClock(
  clocks: readonly Clock[],
  startedAt: number,
  dueAt: number,
  priority: Clock['priority'],
): Clock {
  const n = clocks.length + 1;
  return { n, startedAt, dueAt, priority, endedAt: null, outcome: 'waiting', by: null };
}

interface ClockEnd {
  readonly at: number;
  /** Only clocks that began no later than this end. */
  readonly before: number;
  readonly by: string;
  readonly outcome: 'answered' | 'closed-unanswered';
}

function endClocks(clocks: readonly Clock[], { at, before, by, outcome }: ClockEnd): Clock[] {
  return clocks.map((clock) =>
    clock.endedAt === null && clock.startedAt <= before
      ? { ...clock, endedAt: Math.max(at, clock.startedAt), by, outcome }
      : clock,
  );
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
