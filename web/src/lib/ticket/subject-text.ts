import type { TicketCard } from '@vigie/shared/wire/view';
import { m } from '#lib/paraglide/messages.js';

/** What a list calls a ticket: its subject, or why there is none. */
export function subjectText({ subject, erased }: Pick<TicketCard, 'subject' | 'erased'>): string {
  if (erased) return m.past_erased();
  return subject || m.ticket_no_subject();
}
