import { isCleared } from '../access/actor.ts';
import type { Person } from '../people/person.ts';
import type { Settings } from '../settings/settings.ts';
import type { TicketEvent } from '../ticket/events.ts';
import { hasPendingReply } from '../ticket/select.ts';
import type { Lock, Ticket } from '../ticket/ticket.ts';
import type { Orphan, OrphanCause, Pass } from './pass.ts';

/** What decides where locks go: who may receive, what was said of each, and the instant. */
export interface Passing {
  readonly at: number;
  readonly settings: Settings;
  /** Who is on the roster of the shift that takes over. */
  readonly receivers: readonly Pick<Person, 'id' | 'active' | 'role' | 'clearances'>[];
  /** Who may receive what is restricted besides: the command, where nobody of the shift is cleared. */
  readonly onCall: Passing['receivers'];
  readonly planned: (ticketId: string) => Pass | null;
  readonly handoverId: string | null;
}

/** A ticket that somebody holds at this instant; an expired lock is nobody's (LOCK-2). */
export type HeldTicket = Ticket & { readonly lock: Lock };

/** What becomes of one held ticket: what happens to it, or why it would be nobody's. */
export type Fate =
  | { readonly ok: true; readonly events: readonly TicketEvent[] }
  | { readonly ok: false; readonly orphan: Orphan };

/** The tickets that are held at an instant, an answer on its way keeping its author's lock alive (MAIL-9). */
export function heldAt(tickets: Iterable<Ticket>, at: number): HeldTicket[] {
  return [...tickets].filter(
    (ticket): ticket is HeldTicket =>
      ticket.lock !== null && (ticket.lock.until > at || hasPendingReply(ticket)),
  );
}

/**
 * Judges where one lock goes (HAND-2): as was said of it; with whoever takes over already holding it,
 * nowhere; else it is an orphan. The agent's limit binds claiming only.
 */
export function fateOf(ticket: HeldTicket, passing: Passing): Fate {
  if (hasPendingReply(ticket)) return happens(untilItHasLeft(passing));
  const pass = passing.planned(ticket.id);
  const isTheirs = receiversOf(ticket, passing).some(({ id }) => id === ticket.lock.holder);
  if (!pass) return isTheirs ? happens() : orphan(ticket, 'undecided');
  switch (pass.kind) {
    case 'queue':
      return happens({ type: 'ticket-released', holder: ticket.lock.holder, reasonId: null });
    case 'stays':
      return stays(ticket, pass, passing);
    case 'person':
      return goesTo(ticket, pass.personId, passing);
  }
}

/** Who may hold this ticket once it has passed: the shift that takes over, and of the restricted who is on call. */
function receiversOf({ restricted }: Ticket, { receivers, onCall }: Passing): Passing['receivers'] {
  return restricted ? [...receivers, ...onCall] : receivers;
}

function goesTo(ticket: HeldTicket, to: string, passing: Passing): Fate {
  const { at, settings, handoverId } = passing;
  const receiver = receiversOf(ticket, passing).find(({ id }) => id === to);
  if (!receiver?.active) return orphan(ticket, 'not-rostered');
  if (ticket.restricted && !isCleared(receiver)) return orphan(ticket, 'not-cleared');
  const from = ticket.lock.holder;
  if (from === to) return happens();
  return happens({ type: 'ticket-passed', from, to, until: at + settings.leaseMs, handoverId });
}

function stays(
  ticket: HeldTicket,
  { until, reasonId }: Extract<Pass, { kind: 'stays' }>,
  { at, handoverId }: Passing,
): Fate {
  if (until <= at) return orphan(ticket, 'end-passed');
  return happens({ type: 'lock-kept', until, handoverId, reasonId });
}

/** The author is waited for; whatever becomes of the answer, the lock has its end. */
function untilItHasLeft({ at, settings, handoverId }: Passing): TicketEvent {
  return { type: 'lock-kept', until: at + settings.leaseMs, handoverId, reasonId: null };
}

function happens(...events: TicketEvent[]): Fate {
  return { ok: true, events };
}

function orphan({ id, lock }: HeldTicket, cause: OrphanCause): Fate {
  return { ok: false, orphan: { ticketId: id, holder: lock.holder, cause } };
}
