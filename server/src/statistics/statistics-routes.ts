import { may } from '@vigie/shared/access/may';
import { statisticsQuerySchema, statisticsSchema } from '@vigie/shared/wire/statistics';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';
import type { Statistics } from './statistics.ts';

export interface StatisticsRouteParts {
  readonly statistics: Statistics;
  readonly staff: Staff;
  readonly clock: Clock;
}

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

  function maySee(request: FastifyRequest, personId: string | undefined): boolean {
    const actor = staff.actor(viewerOf(request).person, clock.now());
    return personId === undefined
      ? may(actor, 'see-statistics')
      : may(actor, 'see-person-figures', { personId });
  }
}
