import type { TicketCard, View } from '@vigie/shared/wire/view';

/** P0 tickets that wait for somebody, the longest waiting first. */
export function alarmedTickets(tickets: View['tickets']): TicketCard[] {
  return Object.values(tickets)
    .filter((entry): entry is TicketCard => !entry.veiled && entry.alarm !== null)
    .sort((one, other) => one.openedAt - other.openedAt);
}
