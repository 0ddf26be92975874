import type { Database } from '@vigie/db/database';
import { mergedInto } from '@vigie/db/heirs';
import { outboxOfTicket, type OutboxEntry } from '@vigie/db/queries/outbox';
import { loadTicket } from '@vigie/db/ticket-rows';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { isSameAddress } from './address.ts';

type Waiting = Pick<OutboxEntry, 'ticketId' | 'recipient'>;

/**
 * True where this acknowledgement would tell a citizen twice of one case (MAIL-7): tickets that went on
 * as one have one between them for each who wrote. Of one address at most one is queued while others
 * are withheld, so that no two wait for each other.
 */
export function isAcknowledgedElsewhere(
  database: Database,
  { ticketId, recipient }: Waiting,
  heir: Ticket,
): boolean {
  const ids = [heir.id, ...mergedInto(database, heir.id).map(({ id }) => id)];
  const others = ids.filter((id) => id !== ticketId);
  return others.some((id) => {
    const told = loadTicket(database, id)?.acknowledgement;
    if (told !== 'sent' && told !== 'queued') return false;
    const entries = outboxOfTicket(database, id);
    return entries.some((entry) => isTold(entry) && isSameAddress(entry.recipient, recipient));
  });
}

function isTold({ kind, state }: OutboxEntry): boolean {
  return (
    kind === 'acknowledgement' && (state === 'sent' || state === 'queued' || state === 'sending')
  );
}
