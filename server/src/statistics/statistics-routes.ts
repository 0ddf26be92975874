import { may } from '@vigie/shared/access/may';
import { isCleared } from '@vigie/shared/access/actor';
import type { RosterBook } from '@vigie/shared/roster/roster-book';
import {
  aimsStandingSchema,
  receiptQuerySchema,
  receiptSchema,
  staffingSchema,
  statisticsQuerySchema,
  statisticsSchema,
} from '@vigie/shared/wire/statistics';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { trace, type ReadingParts } from '../tickets/ticket-routes.ts';
import { reportCsv, reportPdf, reportTypes } from './report.ts';
import { staffingChanges } from './staffing-changes.ts';
import type { Statistics } from './statistics.ts';

export interface StatisticsRouteParts extends ReadingParts {
  readonly statistics: Statistics;
  readonly roster: { readonly book: RosterBook };
}

const reportQuerySchema = statisticsQuerySchema.extend({ format: z.enum(['csv', 'pdf']) });

/** Figures of the past by HTTP (MET-1); those of a person are for themselves and the command (ACCESS-1). */
export function statisticsRoutes(app: App, parts: StatisticsRouteParts): void {
  const { statistics, staff, clock } = parts;

  app.get(
    '/api/statistics',
    { schema: { querystring: statisticsQuerySchema, response: { 200: statisticsSchema } } },
    async (request, reply) => {
      const { query } = request;
      if (!maySee(request, query.person)) return refuse(reply, 'not-allowed');
      if (query.from > query.to) {
        return refuse(reply, 'bad-input', {
          message: `La période finit (${query.to}) avant de commencer (${query.from}).`,
        });
      }
      const answer = await statistics.ask(query);
      return answer ?? refuse(reply, 'failed', { message: 'Le calcul est arrêté ; il reprend.' });
    },
  );

  app.get(
    '/api/statistics/report',
    { schema: { querystring: reportQuerySchema } },
    async (request, reply) => {
      const { format, ...query } = request.query;
      if (!maySee(request, query.person)) return refuse(reply, 'not-allowed');
      const answer = await statistics.ask(query);
      if (!answer)
        return refuse(reply, 'failed', { message: 'Le calcul est arrêté ; il reprend.' });
      const { tz } = parts.roster.book;
      const name = `statistiques-${query.from}-${query.to}.${format}`;
      return reply
        .header('content-type', reportTypes[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(format === 'csv' ? reportCsv(answer, query, tz) : reportPdf(answer, query, tz));
    },
  );

  app.get(
    '/api/statistics/receipt',
    { schema: { querystring: receiptQuerySchema, response: { 200: receiptSchema } } },
    async (request, reply) => {
      const { query } = request;
      if (!maySee(request, query.person)) return refuse(reply, 'not-allowed');
      // Its lines name tickets: whoever looks at them is written down.
      trace(parts, request, { act: 'see-receipt', ticketId: null });
      const cleared = isCleared(viewerOf(request).person);
      const receipt = await statistics.receipt(query, cleared);
      return receipt ?? refuse(reply, 'failed', { message: 'Le calcul est arrêté ; il reprend.' });
    },
  );

  app.get(
    '/api/statistics/aims',
    { schema: { response: { 200: aimsStandingSchema } } },
    async (request, reply) => {
      if (!maySee(request, undefined)) return refuse(reply, 'not-allowed');
      const standing = await statistics.standing();
      return standing ?? refuse(reply, 'failed', { message: 'Le calcul est arrêté ; il reprend.' });
    },
  );

  app.get(
    '/api/statistics/staffing',
    { schema: { response: { 200: staffingSchema } } },
    async (request, reply) =>
      maySee(request, undefined) ? staffingChanges(parts) : refuse(reply, 'not-allowed'),
  );

  function maySee(request: FastifyRequest, personId: string | undefined): boolean {
    const actor = staff.actor(viewerOf(request).person, clock.now());
    return personId === undefined
      ? may(actor, 'see-statistics')
      : may(actor, 'see-person-figures', { personId });
  }
}
