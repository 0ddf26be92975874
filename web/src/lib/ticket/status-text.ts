import type { TicketCard } from '@vigie/shared/wire/view';
import { m } from '#lib/paraglide/messages.js';

/** The state of a ticket as screens name it. */
export function statusText(status: TicketCard['status']): string {
  return texts[status]();
}

const texts: Record<TicketCard['status'], () => string> = {
  new: m.status_new,
  claimed: m.status_claimed,
  waiting: m.status_waiting,
  answered: m.status_answered,
  closed: m.status_closed,
  merged: m.status_merged,
  quarantined: m.status_quarantined,
};
