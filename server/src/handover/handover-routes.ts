import { draftedTickets } from '@vigie/db/queries/drafts';
import { handoversPage } from '@vigie/db/queries/handovers';
import { openTickets } from '@vigie/db/queries/tickets';
import { audienceOf } from '@vigie/shared/access/audience';
import { isCleared, type Actor } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import { suggestionsFor } from '@vigie/shared/handover/suggest';
import { sheetTicket } from '@vigie/shared/handover/compile-items';
import { rosteredFor } from '@vigie/shared/handover/duty';
import { placedFor } from '@vigie/shared/handover/placed';
import { shiftsAt } from '@vigie/shared/roster/on-duty';
import { isHeldBy } from '@vigie/shared/ticket/select';
import { plain } from '@vigie/shared/triage/spelling';
import {
  handOnSchema,
  handoverFiguresSchema,
  handoverPageSchema,
  keptFieldsSchema,
  sheetSchema,
} from '@vigie/shared/wire/handover';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { before, pageSize, type ReadingParts } from '../tickets/ticket-routes.ts';
import type { RosterKeeper } from '../roster/roster-keeper.ts';
import { handoverFigures } from './handover-figures.ts';
import { keptFieldsOf } from './kept-fields.ts';
import { markOf } from './mark-of.ts';
import { printSheet } from './print-sheet.ts';
import type { Sheets } from './sheets.ts';

export interface HandoverRouteParts extends ReadingParts {
  readonly sheets: Sheets;
  readonly roster: Pick<RosterKeeper, 'book' | 'cycleAt'>;
}

const idParams = z.object({ id: z.string().min(1).max(64) });
const pageQuery = z.object({ q: z.string().max(200).optional(), before });
const figuresQuery = z.object({ weeks: z.coerce.number().int().min(1).max(104).default(8) });
const pdfQuery = z.object({ restricted: z.enum(['leave-out']).optional() });

const weekMs = 7 * 24 * 3_600_000;

/** Reading reliefs by HTTP: the list and its search, a sheet, its PDF, what reliefs cost (HAND-1, HAND-3). */
export function handoverRoutes(app: App, parts: HandoverRouteParts): void {
  const { database, staff, clock, sheets, roster } = parts;

  app.get(
    '/api/handovers',
    { schema: { querystring: pageQuery, response: { 200: handoverPageSchema } } },
    async (request, reply) => {
      const actor = actorOf(request);
      if (!may(actor, 'see-handover')) return refuse(reply, 'not-allowed');
      const { q, before: end = null } = request.query;
      const folded = q === undefined ? null : plain(q);
      const cleared = isCleared(actor);
      const page = handoversPage(database, { folded, cleared, before: end, limit: pageSize });
      const next = page.length >= pageSize ? (page.at(-1)?.reliefAt ?? null) : null;
      return { handovers: page.map(markOf), next };
    },
  );

  app.get(
    '/api/handovers/figures',
    { schema: { querystring: figuresQuery, response: { 200: handoverFiguresSchema } } },
    async (request, reply) => {
      if (!may(actorOf(request), 'see-handover-figures')) return refuse(reply, 'not-allowed');
      const now = clock.now();
      return handoverFigures(database, now - request.query.weeks * weekMs, now);
    },
  );

  app.get(
    '/api/handovers/:id',
    { schema: { params: idParams, response: { 200: sheetSchema } } },
    async (request, reply) => {
      const actor = actorOf(request);
      if (!may(actor, 'see-handover')) return refuse(reply, 'not-allowed');
      const sheet = sheets.at(request.params.id, clock.now());
      return sheet ? sheet.see(audienceOf(actor)) : refuse(reply, 'not-found');
    },
  );

  app.get(
    '/api/handovers/:id/kept',
    { schema: { params: idParams, response: { 200: keptFieldsSchema } } },
    async (request, reply) => {
      const actor = actorOf(request);
      if (!may(actor, 'see-handover')) return refuse(reply, 'not-allowed');
      return { kept: keptFieldsOf(database, request.params.id, actor.id) };
    },
  );

  app.get(
    '/api/handovers/:id/pdf',
    { schema: { params: idParams, querystring: pdfQuery } },
    async (request, reply) => {
      const actor = actorOf(request);
      if (!may(actor, 'see-handover')) return refuse(reply, 'not-allowed');
      const withRestricted = isCleared(actor) && request.query.restricted !== 'leave-out';
      const printed = printSheet(database, request.params.id, {
        withRestricted,
        tz: roster.book.tz,
      });
      if (!printed) return refuse(reply, 'not-found');
      const name = `passation-${printed.number}.pdf`;
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(printed.pdf);
    },
  );

  app.get('/api/hand-on', { schema: { response: { 200: handOnSchema } } }, async (request) => {
    const { id } = viewerOf(request).person;
    const at = clock.now();
    const open = openTickets(database);
    const drafted = draftedTickets(database);
    const shifts = shiftsAt(roster.cycleAt(at), at);
    const placed = placedFor(roster.book, shifts, staff.all());
    const colleagues = shifts
      .flatMap((shift) => rosteredFor(shift, placed))
      .filter((colleague) => colleague.id !== id);
    const load = suggestionsFor(
      colleagues,
      open.map(({ ticket }) => ticket),
      at,
    );
    const own = open.filter(({ ticket }) => isHeldBy(ticket, id, at));
    return {
      tickets: own.map(({ ticket, words }) => ({
        ticket: sheetTicket(ticket, words.subject, at, drafted),
        suggestions: load(ticket),
      })),
    };
  });

  function actorOf(request: FastifyRequest): Actor {
    return staff.actor(viewerOf(request).person, clock.now());
  }
}
