import { sql } from 'drizzle-orm';
import { mails, outbox } from '../schema/content.ts';

/** An answer of a person that a server took (MAIL-8). */
export const answerHasLeft = sql`(${outbox.kind} = 'reply' and ${outbox.state} = 'sent')`;

/** The ticket in which an answer of the outbox stands today, its mail beside it: a merge may have moved it. */
export const ticketOfAnswer = sql<string>`coalesce(${mails.ticketId}, ${outbox.ticketId})`;
