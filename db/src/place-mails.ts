import { sql } from 'drizzle-orm';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from './database.ts';
import type { LogEvent } from './event-log.ts';
import { prepared } from './prepared.ts';
import { mailPlaces } from './schema/projections.ts';

const statements = prepared((orm) => ({
  place: orm
    .insert(mailPlaces)
    .values({
      mailId: sql.placeholder('mailId'),
      ticketId: sql.placeholder('ticketId'),
      homeId: sql.placeholder('homeId'),
      seq: sql.placeholder('seq'),
    })
    // Where it came to first is its home for good.
    .onConflictDoUpdate({
      target: mailPlaces.mailId,
      set: { ticketId: sql`excluded.ticket_id`, seq: sql`excluded.seq` },
    })
    .prepare(),
}));

/** True for an event that brings mails into its ticket from another one. */
export function movesMails({ event }: Recorded<LogEvent>): boolean {
  return event.type === 'mails-merged-in' || event.type === 'mails-split-in';
}

/**
 * Puts the mails of such an event where it says, in the order of `seq`. Tickets must be stored before:
 * the search finds a mail by the number of the ticket in which it stands.
 */
export function placeMails(database: Database, { event, streamId, seq }: Recorded<LogEvent>): void {
  if (event.type !== 'mails-merged-in' && event.type !== 'mails-split-in') return;
  for (const mailId of event.mailIds) {
    statements(database).place.run({ mailId, ticketId: streamId, homeId: event.otherId, seq });
  }
}
