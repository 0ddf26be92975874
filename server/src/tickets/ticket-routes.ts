import { searchTickets } from '@vigie/db/queries/search';
import { settledTickets, ticketById, type TicketsPage } from '@vigie/db/queries/tickets';
import { traceRead, type Read } from '@vigie/db/queries/reads';
import { allMailboxes } from '@vigie/db/settings-rows';
import type { Database } from '@vigie/db/database';
import type { FastifyRequest } from 'fastify';
import { isCleared, type Actor } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import { cardOf } from '@vigie/shared/access/see';
import {
  ticketFileSchema,
  searchPageSchema,
  ticketPageSchema,
  type TicketPage,
} from '@vigie/shared/wire/ticket-file';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { MailFiles } from '../files/mail-files.ts';
import type { App } from '../http/app-type.ts';
import { originOf, viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';
import { searchQuery, searchRequestOf } from './search-query.ts';
import { ticketFile } from './ticket-file.ts';

export interface ReadingParts {
  readonly database: Database;
  readonly staff: Staff;
  readonly clock: Clock;
  readonly files: Pick<MailFiles, 'scanState'>;
}

export const idParams = z.object({ id: z.string().min(1).max(64) });
export const before = z.coerce.number().int().nonnegative().optional();
export const pageSize = 50;

const settledQuery = z.object({
  status: z.enum(['answered', 'closed']),
  before,
  mine: z.stringbool().optional(),
});
/** Looking into tickets by HTTP: each look is traced before it is answered (ACCESS-3). */
export function ticketRoutes(app: App, parts: ReadingParts): void {
  const { database, staff, clock, files } = parts;

  app.get(
    '/api/tickets/:id',
    { schema: { params: idParams, response: { 200: ticketFileSchema } } },
    async (request, reply) => {
      const { id } = request.params;
      const found = ticketById(database, id);
      if (!found) return refuse(reply, 'not-found');
      const actor = actorOf(request);
      const { restricted } = found.ticket;
      if (!may(actor, 'see-ticket', { restricted })) return refuse(reply, 'not-allowed');
      trace(parts, request, { act: 'see-ticket', ticketId: id });
      return ticketFile(database, found, actor, (sha256) => files.scanState(sha256));
    },
  );

  app.get(
    '/api/tickets',
    { schema: { querystring: settledQuery, response: { 200: ticketPageSchema } } },
    async (request) => {
      const { status, mine, before: end = null } = request.query;
      const { id } = viewerOf(request).person;
      const cleared = isCleared(actorOf(request));
      const handledBy = mine ? id : null;
      return pageOf(
        settledTickets(database, { status, handledBy, cleared, before: end, limit: pageSize }),
      );
    },
  );

  app.get(
    '/api/search',
    { schema: { querystring: searchQuery, response: { 200: searchPageSchema } } },
    async (request) => {
      const cleared = isCleared(actorOf(request));
      // What was searched for is personal data of its own: the trace says that, not what.
      trace(parts, request, { act: 'search' });
      const found = searchTickets(database, {
        ...searchRequestOf(request.query, viewerOf(request).person.id),
        ...{ cleared, limit: pageSize },
      });
      const mailboxes = allMailboxes(database).map(({ id, name }) => ({ id, name }));
      return { ...pageOf(found), forgiven: found.forgiven, mailboxes };
    },
  );

  function actorOf(request: FastifyRequest): Actor {
    return staff.actor(viewerOf(request).person, clock.now());
  }
}

/** Notes who looked at what, when and from where (ACCESS-3). What cannot be traced is not shown. */
export function trace(
  { database, clock }: ReadingParts,
  request: FastifyRequest,
  { act, ticketId = null, mailId = null, instant }: Pick<Read, 'act'> & Partial<Read>,
): void {
  const personId = viewerOf(request).person.id;
  const origin = originOf(request);
  const look = { at: clock.now(), personId, act, ticketId, mailId, origin };
  traceRead(database, instant === undefined ? look : { ...look, instant });
}

function pageOf({ tickets, next }: TicketsPage): TicketPage {
  return { cards: tickets.map(({ ticket, words }) => cardOf(ticket, words)), next };
}
