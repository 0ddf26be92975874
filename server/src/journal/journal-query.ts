import type { Database } from '@vigie/db/database';
import type { JournalFilter } from '@vigie/db/queries/journal';
import { ticketByNumber } from '@vigie/db/queries/tickets';
import { eventKindOf, renewals } from '@vigie/shared/journal/event-kinds';
import { journalKinds } from '@vigie/shared/wire/journal';
import { z } from 'zod';

const ms = z.coerce.number().int().optional();

/** What a reader may ask the main courante for; it stands in the address of the page as well. */
export const journalFilterSchema = z.object({
  person: z.string().min(1).max(64).optional(),
  /** A ticket's number, such as 26-11-0042. */
  ticket: z.string().trim().min(1).max(20).optional(),
  kind: z.enum(journalKinds).optional(),
  from: ms,
  to: ms,
});
type Asked = z.infer<typeof journalFilterSchema>;

/**
 * The filter of the log that an asked one means; null where it names a ticket that this viewer cannot
 * know of. Whoever filters and may not see restricted tickets gets none of their lines: which of them
 * match would tell whose they are (SYNC-4).
 */
export function journalFilter(
  database: Database,
  { person, ticket, kind, from, to }: Asked,
  cleared: boolean,
): JournalFilter | null {
  const found = ticket === undefined ? null : ticketByNumber(database, ticket);
  if (ticket !== undefined && (!found || (found.ticket.restricted && !cleared))) return null;
  const narrows = person !== undefined || (kind !== undefined && kind !== 'all');
  return {
    by: person ?? null,
    streamId: found?.ticket.id ?? null,
    wants: wants(kind),
    from: from ?? null,
    to: to ?? null,
    withRestricted: cleared || !narrows,
  };
}

function wants(kind: Asked['kind']): JournalFilter['wants'] {
  if (kind === 'all') return null;
  if (kind === undefined) return (type) => !renewals.includes(type);
  return (type) => eventKindOf(type) === kind;
}
