import { journalPage } from '@vigie/db/queries/journal';
import { isCleared } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import { journalPageSchema, type JournalPage } from '@vigie/shared/wire/journal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { trace, type ReadingParts } from '../tickets/ticket-routes.ts';
import type { EventLog } from '@vigie/db/event-log';
import { exportTypes, journalFile } from './journal-export.ts';
import { journalFilter, journalFilterSchema } from './journal-query.ts';
import { journalLines } from './journal-lines.ts';
import { Looks } from './looks.ts';

export interface JournalParts extends ReadingParts {
  readonly log: Pick<EventLog, 'head'>;
}

const linesAPage = 100;
const start = z.coerce.number().int().nonnegative().optional();
const pageQuery = journalFilterSchema.extend({ before: start, after: start });
const exportQuery = journalFilterSchema.extend({ format: z.enum(['csv', 'jsonl']) });

/** The main courante as a page and as a file (LOG-1); each look is traced before it is answered (ACCESS-3). */
export function journalRoutes(app: App, parts: JournalParts): void {
  const { database, staff, clock } = parts;
  const looks = new Looks(clock);

  app.get(
    '/api/log',
    { schema: { querystring: pageQuery, response: { 200: journalPageSchema } } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      if (!isAllowed(request, 'see-log')) return refuse(reply, 'not-allowed');
      const { before, after, ...asked } = request.query;
      const filter = journalFilter(database, asked, isCleared(viewer.person));
      // A page that stays open asks for what is new, again and again: that is one look.
      const goesOn = after !== undefined && looks.goesOn(viewer.sessionId);
      if (!goesOn) trace(parts, request, { act: 'see-log', ticketId: filter?.streamId ?? null });
      const { seq: head } = await parts.log.head();
      if (!filter) return { lines: [], next: null, head };
      const direction = after === undefined ? 'older' : 'newer';
      const from = { ...filter, start: after ?? before ?? null, direction } as const;
      const rows = journalPage(database, { ...from, limit: linesAPage + 1 });
      const shown = rows.slice(0, linesAPage);
      const lines = journalLines(database, shown, isCleared(viewer.person));
      if (direction === 'newer') lines.reverse();
      const last = direction === 'older' && rows.length > linesAPage ? lines.at(-1) : undefined;
      return { lines, next: last?.seq ?? null, head } satisfies JournalPage;
    },
  );

  app.get('/api/log/export', { schema: { querystring: exportQuery } }, (request, reply) => {
    const { person } = viewerOf(request);
    if (!isAllowed(request, 'export-log')) return refuse(reply, 'not-allowed');
    const { format, ...asked } = request.query;
    const filter = journalFilter(database, asked, isCleared(person));
    if (!filter) return refuse(reply, 'not-found');
    trace(parts, request, { act: 'export-log', ticketId: filter.streamId });
    return asFile(reply, format).send(
      journalFile(parts, filter, { format, cleared: isCleared(person) }),
    );
  });

  function isAllowed(request: FastifyRequest, act: 'see-log' | 'export-log'): boolean {
    return may(staff.actor(viewerOf(request).person, clock.now()), act);
  }

  function asFile(reply: FastifyReply, format: keyof typeof exportTypes): FastifyReply {
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    return reply
      .type(exportTypes[format])
      .header('content-disposition', `attachment; filename="main-courante-${day}.${format}"`);
  }
}
