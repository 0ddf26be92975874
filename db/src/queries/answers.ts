import { sql } from 'drizzle-orm';
import { mails, outbox } from '../schema/content.ts';

/** An answer of a person that a server took (MAIL-8). */
export const answerHasLeft = sql`(${outbox.kind} = 'reply' and ${outbox.state} = 'sent')`;

/** A mail by which a person answered by another way than this service, found among the sent ones (MAIL-3). */
export const answersFromElsewhere = sql`(${mails.direction} = 'out' and ${mails.kind} = 'elsewhere')`;

/** The ticket in which an answer of the outbox stands today, its mail beside it: a merge may have moved it. */
export const ticketOfAnswer = sql<string>`coalesce(${mails.ticketId}, ${outbox.ticketId})`;
