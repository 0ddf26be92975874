import { dueAt, hasPendingReply } from '@vigie/shared/ticket/select';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { tickets } from './schema/projections.ts';

type TicketRow = typeof tickets.$inferSelect;

/** Later than any target: a ticket that awaits no answer comes last. */
const noTarget = Number.MAX_SAFE_INTEGER;

/** A ticket as its row: the columns that queries ask for, and the whole as JSON. */
export function rowOfTicket(ticket: Ticket): TicketRow {
  const { lock, preferred } = ticket;
  return {
    id: ticket.id,
    number: ticket.number,
    status: ticket.status,
    restricted: ticket.restricted,
    openedAt: ticket.openedAt,
    queueRank: ticket.priority === 'P0' ? 0 : 1,
    queueDue: dueAt(ticket) ?? noTarget,
    replyPending: hasPendingReply(ticket),
    lockHolder: lock?.holder ?? null,
    lockUntil: lock?.until ?? null,
    preferredPerson: preferred?.personId ?? null,
    preferredUntil: preferred?.until ?? null,
    lastHandler: ticket.lastHandler,
    settledAt: ticket.settledAt,
    state: JSON.stringify(ticket),
  };
}

/** The ticket that a row's JSON holds; the log alone writes it, so it is trusted. */
export function ticketOf(state: string): Ticket {
  return JSON.parse(state) as Ticket;
}
