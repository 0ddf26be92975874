import type { TicketCommand } from './command.ts';
import { accept, refuse, type Circumstances, type Decision } from './decision.ts';
import type { TicketEvent } from './events.ts';
import { hasPendingReply, isHeldBy, isOpen } from './select.ts';
import type { Ticket } from './ticket.ts';

type Of<T extends TicketCommand['type']> = Extract<TicketCommand, { type: T }>;
type Verdict = Decision<TicketEvent>;

/** Takes the lock (LOCK-1, LOCK-5). Opening is not claiming (LOCK-7): only this gives the right to answer. */
export function claim(
  ticket: Ticket,
  { heldByActor }: Of<'claim-ticket'>,
  { at, actor, settings }: Circumstances,
): Verdict {
  if (!isOpen(ticket)) return refuse('wrong-state');
  if (isHeldBy(ticket, actor.id, at)) return refuse('already-yours');
  // An expired lock is nobody's: a closed laptop must not strand the ticket.
  if (ticket.lock && (ticket.lock.until > at || hasPendingReply(ticket))) {
    return refuse('held-by-other');
  }
  if (hasPendingReply(ticket)) return refuse('reply-pending');
  if (heldByActor >= settings.claimLimit) return refuse('limit-reached');
  return accept(...endOfLease(ticket), { type: 'ticket-claimed', until: at + settings.leaseMs });
}

/** Gives the lock back, by its holder. */
export function release(
  ticket: Ticket,
  { token }: Of<'release-ticket'>,
  now: Circumstances,
): Verdict {
  const stale = staleToken(ticket, token, now);
  if (stale) return stale;
  if (hasPendingReply(ticket)) return refuse('reply-pending');
  return accept({ type: 'ticket-released', holder: now.actor.id, reasonId: null });
}

/** Takes the lock from its holder and gives it to nobody, by a supervisor or their lead (LOCK-6). */
export function free(ticket: Ticket, { reasonId }: Of<'free-ticket'>): Verdict {
  if (!ticket.lock) return refuse('not-held');
  if (ticket.outgoing?.state === 'sending') return refuse('reply-gone');
  return accept(...withdrawal(ticket), {
    type: 'ticket-released',
    holder: ticket.lock.holder,
    reasonId,
  });
}

/** An act of the holder under the token (LOCK-2, LOCK-3); the event itself is added by `decide`, once a minute. */
export function renew(
  ticket: Ticket,
  { token }: Of<'renew-lock'> | Of<'save-draft'>,
  now: Circumstances,
): Verdict {
  return staleToken(ticket, token, now) ?? accept();
}

/** Takes the lock over, by a supervisor with a reason (LOCK-6). An answer still queued is withdrawn into the draft. */
export function seize(
  ticket: Ticket,
  { reasonId }: Of<'seize-ticket'>,
  { at, actor, settings }: Circumstances,
): Verdict {
  if (!isOpen(ticket)) return refuse('wrong-state');
  if (isHeldBy(ticket, actor.id, at)) return refuse('already-yours');
  if (ticket.outgoing?.state === 'sending') return refuse('reply-gone');
  return accept(...withdrawal(ticket), {
    type: 'ticket-seized',
    from: ticket.lock?.holder ?? null,
    until: at + settings.leaseMs,
    reasonId,
  });
}

/** Gives the lock to another, by a supervisor with a reason (LOCK-6). The limit binds claiming only. */
export function reassign(
  ticket: Ticket,
  { receiver, reasonId }: Of<'reassign-ticket'>,
  { at, settings }: Circumstances,
): Verdict {
  if (!isOpen(ticket)) return refuse('wrong-state');
  if (!receiver?.active) return refuse('unknown-person');
  if (ticket.restricted && !receiver.cleared) return refuse('receiver-not-cleared');
  if (isHeldBy(ticket, receiver.personId, at)) return refuse('unchanged');
  if (ticket.outgoing?.state === 'sending') return refuse('reply-gone');
  return accept(...withdrawal(ticket), {
    type: 'ticket-reassigned',
    from: ticket.lock?.holder ?? null,
    to: receiver.personId,
    until: at + settings.leaseMs,
    reasonId,
  });
}

/** The refusal of a token that is not the current one, or null (LOCK-3). */
export function staleToken(
  ticket: Ticket,
  token: number,
  { at, actor }: Pick<Circumstances, 'at' | 'actor'>,
): ReturnType<typeof refuse> | null {
  const current = isHeldBy(ticket, actor.id, at) && ticket.lock?.token === token;
  return current ? null : refuse('stale-token');
}

/**
 * The end of a hold over what its holder may no longer see (SYNC-4): an answer not yet leaving is
 * withdrawn into the draft. Nothing while an answer leaves: its author is waited for.
 */
export function endOfHold(ticket: Ticket, reasonId: string | null): TicketEvent[] {
  if (!ticket.lock || ticket.outgoing?.state === 'sending') return [];
  const { holder } = ticket.lock;
  return [...withdrawal(ticket), { type: 'ticket-released', holder, reasonId }];
}

function endOfLease({ lock }: Ticket): TicketEvent[] {
  return lock ? [{ type: 'lock-expired', holder: lock.holder }] : [];
}

function withdrawal({ outgoing }: Ticket): TicketEvent[] {
  return outgoing?.state === 'queued'
    ? [{ type: 'reply-withdrawn', replyId: outgoing.replyId }]
    : [];
}
