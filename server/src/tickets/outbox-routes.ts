import { unsentReplies, type OutboxEntry } from '@vigie/db/queries/outbox';
import { ticketById } from '@vigie/db/queries/tickets';
import { may } from '@vigie/shared/access/may';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { ReadingParts } from './ticket-routes.ts';

const unsentReplySchema = z.object({
  replyId: z.string(),
  ticketId: z.string(),
  number: z.string(),
  state: z.enum(['queued', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn']),
  /** The mail server's code, where it refused. */
  cause: z.string().nullable(),
  attempts: z.int(),
  sendAt: z.int(),
  by: z.string().nullable(),
});
const unsentRepliesSchema = z.object({ replies: z.array(unsentReplySchema) });

/** The answers that have not certainly left (MAIL-8), for those who look after them. */
export function outboxRoutes(app: App, { database, staff, clock }: ReadingParts): void {
  app.get(
    '/api/outbox',
    { schema: { response: { 200: unsentRepliesSchema } } },
    async (request, reply) => {
      const actor = staff.actor(viewerOf(request).person, clock.now());
      if (!may(actor, 'see-outbox')) return refuse(reply, 'not-allowed');
      const replies = unsentReplies(database).flatMap((entry) => {
        const ticket = ticketById(database, entry.ticketId)?.ticket;
        const { restricted } = ticket ?? { restricted: true };
        return ticket && may(actor, 'see-ticket', { restricted })
          ? [lineOf(entry, ticket.number)]
          : [];
      });
      return { replies };
    },
  );
}

function lineOf(entry: OutboxEntry, number: string): z.infer<typeof unsentReplySchema> {
  const { replyId, ticketId, state, cause, attempts, sendAt, by } = entry;
  return { replyId, ticketId, number, state, cause, attempts, sendAt, by };
}
