import { may, type Act } from '@vigie/shared/access/may';
import { chainStateSchema } from '@vigie/shared/wire/journal';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';
import type { ChainWatch } from './chain-watch.ts';

interface ChainParts {
  readonly chain: ChainWatch;
  readonly staff: Staff;
  readonly clock: Clock;
}

/** What is known of the chain, for readers of the main courante; and a new walk, for supervisors (LOG-5). */
export function chainRoutes(app: App, { chain, staff, clock }: ChainParts): void {
  const schema = { response: { 200: chainStateSchema } };
  const isAllowed = (request: FastifyRequest, act: Act) =>
    may(staff.actor(viewerOf(request).person, clock.now()), act);

  app.get('/api/log/chain', { schema }, async (request, reply) => {
    if (!isAllowed(request, 'see-log')) return refuse(reply, 'not-allowed');
    return chain.state();
  });

  app.post('/api/log/verify', { schema }, async (request, reply) => {
    if (!isAllowed(request, 'verify-log')) return refuse(reply, 'not-allowed');
    await chain.begin();
    return chain.state();
  });
}
