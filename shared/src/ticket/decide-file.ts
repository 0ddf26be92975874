import type { TicketCommand } from './command.ts';
import { accept, refuse, type Circumstances, type Decision } from './decision.ts';
import { endOfHold } from './decide-lock.ts';
import type { TicketEvent } from './events.ts';
import { moreUrgent, mostUrgent } from './priority-order.ts';
import { runningClocks } from './select.ts';
import type { Ticket } from './ticket.ts';

type Of<T extends TicketCommand['type']> = Extract<TicketCommand, { type: T }>;
type Verdict = Decision<TicketEvent>;

/** Adds an internal note; in any state, by whoever sees the ticket. */
export function addNote({ noteId }: Of<'add-note'>): Verdict {
  return accept({ type: 'note-added', noteId });
}

/** Opens a settled ticket again, with a reason: a new clock starts. */
export function reopen(
  ticket: Ticket,
  { reasonId, targetMs }: Of<'reopen-ticket'>,
  { at }: Circumstances,
): Verdict {
  const settled = ticket.status === 'answered' || ticket.status === 'closed';
  if (!settled && ticket.status !== 'waiting') return refuse('wrong-state');
  return accept({ type: 'ticket-reopened', reasonId, dueAt: at + targetMs });
}

/** Changes the priority; lowering it needs a reason. Running clocks get the new target from their start. */
export function changePriority(
  ticket: Ticket,
  { priority, reasonId, targetMs }: Of<'change-priority'>,
): Verdict {
  if (ticket.merged) return refuse('wrong-state');
  if (priority === ticket.priority) return refuse('unchanged');
  if (moreUrgent(ticket.priority, priority) && reasonId === null) return refuse('reason-required');
  const [first] = runningClocks(ticket);
  const dueAt = first ? first.startedAt + targetMs : null;
  return accept({ type: 'priority-changed', from: ticket.priority, to: priority, dueAt, reasonId });
}

/** Files the ticket under another category. */
export function changeCategory(ticket: Ticket, { category }: Of<'change-category'>): Verdict {
  if (ticket.merged) return refuse('wrong-state');
  if (category === ticket.category) return refuse('unchanged');
  return accept({ type: 'category-changed', from: ticket.category, to: category });
}

/** Restricts the ticket to the cleared, or lifts that, with a reason. */
export function changeRestriction(
  ticket: Ticket,
  { restricted, reasonId, holderCleared }: Of<'change-restriction'>,
): Verdict {
  if (ticket.merged) return refuse('wrong-state');
  if (restricted === ticket.restricted) return refuse('unchanged');
  if (!restricted && reasonId === null) return refuse('reason-required');
  const ousted = restricted && holderCleared === false ? endOfHold(ticket, reasonId) : [];
  return accept(...ousted, { type: 'restriction-changed', restricted, reasonId });
}

/** A human has read the raw mail: the ticket joins the queue under what they found (MAIL-4). */
export function liftQuarantine(
  ticket: Ticket,
  { category, priority, targetMs }: Of<'lift-quarantine'>,
  { at }: Circumstances,
): Verdict {
  if (ticket.status !== 'quarantined') return refuse('wrong-state');
  const start = runningClocks(ticket)[0]?.startedAt ?? at;
  return accept({
    type: 'quarantine-lifted',
    category,
    priority: mostUrgent(priority, ticket.priority),
    dueAt: start + targetMs,
  });
}
