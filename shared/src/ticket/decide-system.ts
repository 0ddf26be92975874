import type { Settings } from '../settings/settings.ts';
import { accept, refuse, type Decision } from './decision.ts';
import { endOfHold } from './decide-lock.ts';
import type { TicketEvent } from './events.ts';
import { mostUrgent } from './priority-order.ts';
import { hasPendingReply, isOpen, leaseEnd, runningClocks } from './select.ts';
import type { SystemCommand } from './system-command.ts';
import type { Outgoing, Ticket } from './ticket.ts';

type Of<T extends SystemCommand['type']> = Extract<SystemCommand, { type: T }>;
type Verdict = Decision<TicketEvent>;

interface Now {
  readonly at: number;
  readonly settings: Settings;
}

/**
 * Judges what the service itself does to a ticket: mail that comes, leases that end, answers that
 * leave. Refuses what has been overtaken, so that a late timer or a second worker changes nothing.
 */
export function decideSystem(ticket: Ticket | null, command: SystemCommand, now: Now): Verdict {
  if (command.type === 'open-ticket') return ticket ? refuse('wrong-state') : open(command);
  if (!ticket) return refuse('not-found');
  switch (command.type) {
    case 'receive-follow-up':
      return receive(ticket, command, now);
    case 'attach-machine-mail':
      return ticket.merged ? refuse('wrong-state') : attach(ticket, command);
    case 'record-answer-elsewhere': {
      const { mailId, sentAt } = command;
      return ticket.merged
        ? refuse('wrong-state')
        : accept({ type: 'answered-elsewhere', mailId, sentAt });
    }
    case 'end-lease':
      return endLease(ticket, command, now);
    case 'shorten-lease':
      return shortenLease(ticket, command, now);
    case 'prolong-lease':
      return prolongLease(ticket, command);
    case 'escalate-alarm':
      return escalate(ticket, now);
    case 'begin-sending':
      return onReply(ticket, command.replyId, ['queued'], {
        type: 'reply-sending',
        replyId: command.replyId,
      });
    case 'defer-reply': {
      const { replyId } = command;
      return onReply(ticket, replyId, ['sending'], { ...command, type: 'reply-deferred' });
    }
    case 'record-sent': {
      const { replyId, acceptedAt } = command;
      return onReply(ticket, replyId, ['sending'], { type: 'reply-sent', replyId, acceptedAt });
    }
    case 'record-failure': {
      const { replyId, code } = command;
      return onReply(ticket, replyId, ['sending'], { type: 'reply-failed', replyId, code });
    }
    case 'record-uncertain': {
      const { replyId } = command;
      return onReply(ticket, replyId, ['sending'], { type: 'reply-uncertain', replyId });
    }
    case 'prove-sent': {
      const { replyId } = command;
      return onReply(ticket, replyId, ['uncertain', 'sending'], {
        type: 'reply-settled',
        replyId,
        verdict: 'sent',
        proof: 'sent-folder',
      });
    }
    case 'queue-acknowledgement':
      return queueAcknowledgement(ticket, command);
    case 'withhold-acknowledgement':
      return ticket.acknowledgement === 'none'
        ? accept({ type: 'acknowledgement-withheld', cause: command.cause, until: command.until })
        : refuse('unchanged');
    case 'record-acknowledged': {
      const { replyId, acceptedAt } = command;
      return accept({ type: 'acknowledgement-sent', replyId, acceptedAt });
    }
    case 'abandon-acknowledgement':
      return accept({
        type: 'acknowledgement-abandoned',
        replyId: command.replyId,
        cause: command.cause,
      });
  }
}

function open({ finding, ...command }: Of<'open-ticket'>): Verdict {
  return accept({
    ...command,
    type: 'ticket-opened',
    priority: finding.priority,
    category: finding.category,
    restricted: finding.restricted,
    signs: finding.signs,
    dueAt: command.receivedAt + finding.targetMs,
  });
}

function receive(
  ticket: Ticket,
  {
    finding,
    mailId,
    receivedAt,
    senderChanged,
    handlerPresent,
    holderCleared,
  }: Of<'receive-follow-up'>,
  { at, settings }: Now,
): Verdict {
  if (ticket.merged) return refuse('wrong-state');
  const reopens = !isOpen(ticket);
  const last = ticket.settledAt ?? ticket.lastMailAt;
  if (reopens && receivedAt - last > settings.reopenWithinMs) return refuse('wrong-state');
  // A clock runs already: only a danger, or a mail that a queued answer cannot answer, starts another.
  const newClock = finding.danger || !runningClocks(ticket).length || hasPendingReply(ticket);
  const keeps = handlerPresent && ticket.lastHandler !== null && !ticket.lock && !finding.danger;
  const ousted = finding.restricted && holderCleared === false ? endOfHold(ticket, null) : [];
  return accept(...ousted, {
    type: 'follow-up-received',
    mailId,
    receivedAt,
    signs: finding.signs,
    priority: finding.danger ? mostUrgent(finding.priority, ticket.priority) : ticket.priority,
    restricted: ticket.restricted || finding.restricted,
    dueAt: newClock ? receivedAt + finding.targetMs : null,
    reopens,
    senderChanged,
    preferred:
      keeps && ticket.lastHandler
        ? { personId: ticket.lastHandler, until: at + settings.preferMs }
        : null,
  });
}

function attach(ticket: Ticket, command: Of<'attach-machine-mail'>): Verdict {
  const { mailId, receivedAt, kind, bouncedReplyId, targetMs } = command;
  // An answer of ours that never arrived is no answer: the citizen waits again.
  const returns = bouncedReplyId !== null && !runningClocks(ticket).length;
  const dueAt = returns ? receivedAt + targetMs : null;
  return accept({ type: 'machine-mail-attached', mailId, receivedAt, kind, bouncedReplyId, dueAt });
}

function endLease(ticket: Ticket, { lastActAt }: Of<'end-lease'>, { at, settings }: Now): Verdict {
  const { lock } = ticket;
  if (!lock) return refuse('not-held');
  if (lock.until > at) return refuse('wrong-state');
  // The author keeps the lock until the answer has left (MAIL-9).
  if (hasPendingReply(ticket))
    return accept({ type: 'lock-renewed', until: at + settings.leaseMs });
  const until = leaseEnd(ticket, lastActAt + settings.leaseMs);
  if (!lock.disconnected && until > at) return accept({ type: 'lock-renewed', until });
  return accept({ type: 'lock-expired', holder: lock.holder });
}

function shortenLease(
  ticket: Ticket,
  { goneSince }: Of<'shorten-lease'>,
  { settings }: Now,
): Verdict {
  const { lock } = ticket;
  if (!lock || lock.disconnected) return refuse('unchanged');
  const until = goneSince + settings.disconnectedMs;
  return accept({ type: 'lock-shortened', until: Math.min(until, lock.until) });
}

function prolongLease(ticket: Ticket, { until }: Of<'prolong-lease'>): Verdict {
  if (!ticket.lock) return refuse('not-held');
  return accept({ type: 'lock-renewed', until: leaseEnd(ticket, until) });
}

/** A P0 that nobody claims: at 2 minutes to the lead, at 5 to the officer. */
function escalate({ alarm }: Ticket, { at, settings }: Now): Verdict {
  if (!alarm || alarm.level === 2) return refuse('unchanged');
  const level = alarm.level === 0 ? 1 : 2;
  if (at < alarm.since + settings.escalateMs[level === 1 ? 0 : 1]) return refuse('wrong-state');
  return accept({ type: 'alarm-escalated', level });
}

function onReply(
  { outgoing }: Ticket,
  replyId: string,
  states: readonly Outgoing['state'][],
  event: TicketEvent,
): Verdict {
  const stands = outgoing?.replyId === replyId && states.includes(outgoing.state);
  return stands ? accept(event) : refuse('reply-gone');
}

function queueAcknowledgement(
  ticket: Ticket,
  { replyId, sendAt }: Of<'queue-acknowledgement'>,
): Verdict {
  // One acknowledgement a ticket; a withheld one may still be sent (MAIL-7).
  if (ticket.acknowledgement === 'queued' || ticket.acknowledgement === 'sent') {
    return refuse('unchanged');
  }
  if (ticket.restricted) {
    return accept({ type: 'acknowledgement-withheld', cause: 'restricted', until: null });
  }
  return accept({ type: 'acknowledgement-queued', replyId, sendAt });
}
