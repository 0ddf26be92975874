import type { TicketCard, VeiledTicket, View } from '@vigie/shared/wire/view';
import { byUrgency } from '#lib/queue/queue-view.ts';

/** What waits for somebody to take it, the most urgent first (LOCK-5); the veiled stand last (SYNC-4). */
export function takeList(
  { tickets, episodes }: Pick<View, 'tickets' | 'episodes'>,
  now: number,
): (TicketCard | VeiledTicket)[] {
  const awaited = ticketsAwaited(episodes);
  return Object.values(tickets)
    .filter((ticket) => (ticket.veiled ? awaited.has(ticket.id) : isToTake(ticket, now)))
    .sort(byUrgency);
}

/** Ids of tickets that no « prendre » can be about: in somebody's hands, or not yet readable. */
export function ticketsInHand(tickets: View['tickets'], now: number): Set<string> {
  const inHand = Object.values(tickets).filter(
    (ticket) => !ticket.veiled && !isToTake(ticket, now),
  );
  return new Set(inHand.map(({ id }) => id));
}

/** The share of its time that a ticket has used up, 0 to 1; null where no answer is awaited. */
export function shareUsed(
  { waitingSince, dueAt }: Pick<TicketCard, 'waitingSince' | 'dueAt'>,
  now: number,
): number | null {
  if (waitingSince === null || dueAt === null) return null;
  const share = (now - waitingSince) / Math.max(1, dueAt - waitingSince);
  return Math.min(1, Math.max(0, share));
}

/** An expired lock is nobody's (LOCK-2), whether or not its end has been told yet. */
function isToTake({ status, lock }: TicketCard, now: number): boolean {
  return status === 'new' || (status === 'claimed' && lock !== null && lock.until <= now);
}

/** Tickets with a first-answer clock running. The veiled are known by the name of their clock alone. */
function ticketsAwaited(episodes: View['episodes']): Set<string> {
  const waiting = Object.values(episodes).filter(({ outcome }) => outcome === 'waiting');
  return new Set(waiting.map(({ id, ticketId }) => ticketId ?? id.slice(0, id.lastIndexOf(':'))));
}
