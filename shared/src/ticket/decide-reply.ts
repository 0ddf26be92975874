import type { TicketCommand } from './command.ts';
import { accept, refuse, type Circumstances, type Decision } from './decision.ts';
import { staleToken } from './decide-lock.ts';
import type { TicketEvent } from './events.ts';
import { hasPendingReply } from './select.ts';
import type { Ticket } from './ticket.ts';
import { supervises } from '../access/actor.ts';

type Of<T extends TicketCommand['type']> = Extract<TicketCommand, { type: T }>;
type Verdict = Decision<TicketEvent>;

/** Queues the answer in the transaction that checks the token (MAIL-8); it leaves after the delay of MAIL-9. */
export function send(ticket: Ticket, command: Of<'send-reply'>, now: Circumstances): Verdict {
  const stale = staleToken(ticket, command.token, now);
  if (stale) return stale;
  if (ticket.status !== 'claimed') return refuse('wrong-state');
  if (hasPendingReply(ticket)) return refuse('reply-pending');
  // An uncertain answer may have arrived: a second one goes out only after a person has settled the first.
  if (ticket.outgoing?.state === 'uncertain') return refuse('reply-pending');
  if (command.isEmpty) return refuse('text-empty');
  if (!command.hasRecipient) return refuse('no-recipient');
  if (ticket.senderChanged && !command.senderConfirmed) return refuse('sender-changed');
  if (!command.filesAsSeen) return refuse('files-changed');
  if (command.then === 'close' && lacksContact(ticket, command.contactId)) {
    return refuse('contact-required');
  }
  return accept({
    type: 'reply-queued',
    replyId: command.replyId,
    token: command.token,
    then: command.then,
    orientation: command.orientation,
    sendAt: now.at + now.settings.withdrawMs,
    contactId: command.contactId,
  });
}

/** Files go with the draft under the token that words go under (LOCK-3, MAIL-11). */
export function changeFiles(
  ticket: Ticket,
  command: Of<'attach-file'> | Of<'detach-file'>,
  now: Circumstances,
): Verdict {
  const stale = staleToken(ticket, command.token, now);
  if (stale) return stale;
  // What is on its way is not changed any more.
  if (hasPendingReply(ticket)) return refuse('reply-pending');
  if (!command.known) return refuse('not-found');
  if (command.type === 'attach-file' && !command.fits) return refuse('file-too-large');
  return accept();
}

/** Takes a queued answer back, by its author or a supervisor; refused once it is leaving (MAIL-9). */
export function withdraw(
  ticket: Ticket,
  { replyId }: Of<'withdraw-reply'>,
  now: Circumstances,
): Verdict {
  const reply = ticket.outgoing;
  if (reply?.replyId !== replyId) return refuse('reply-gone');
  if (reply.by !== now.actor.id && !supervises(now.actor)) return refuse('not-allowed');
  if (reply.state === 'sending' || reply.state === 'uncertain') return refuse('reply-gone');
  return accept({ type: 'reply-withdrawn', replyId });
}

/** A human decides whether an uncertain answer left (MAIL-8); the machine never sends it again. */
export function settleReply(ticket: Ticket, { replyId, verdict }: Of<'settle-reply'>): Verdict {
  const reply = ticket.outgoing;
  if (reply?.replyId !== replyId) return refuse('reply-gone');
  if (reply.state !== 'uncertain' && !(reply.state === 'failed' && verdict === 'not-sent')) {
    return refuse('wrong-state');
  }
  return accept({ type: 'reply-settled', replyId, verdict, proof: 'person' });
}

/** Closes without an answer, with a reason; a P0 only with who was called and when. */
export function close(ticket: Ticket, command: Of<'close-ticket'>, now: Circumstances): Verdict {
  const stale = staleToken(ticket, command.token, now);
  if (stale) return stale;
  if (hasPendingReply(ticket)) return refuse('reply-pending');
  // A person says first whether an uncertain answer left (MAIL-8).
  if (ticket.outgoing?.state === 'uncertain') return refuse('reply-pending');
  if (lacksContact(ticket, command.contactId)) return refuse('contact-required');
  return accept(...givenUp(ticket), {
    type: 'ticket-closed',
    reason: command.reason,
    contactId: command.contactId,
  });
}

/** An answer that failed goes with the ticket that is closed over it. */
function givenUp({ outgoing }: Ticket): TicketEvent[] {
  return outgoing ? [{ type: 'reply-withdrawn', replyId: outgoing.replyId }] : [];
}

function lacksContact(ticket: Ticket, contactId: string | null): boolean {
  return ticket.priority === 'P0' && contactId === null;
}
