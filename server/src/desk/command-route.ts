import type { Desk } from './desk.ts';
import type { App } from '../http/app-type.ts';
import { originOf, viewerOf } from '../http/guard.ts';
import { statusOf } from '../http/refusal.ts';

/** Every command of a person, by HTTP as by socket: one desk, one answer (RUN-3). */
export function commandRoute(app: App, desk: Pick<Desk, 'execute'>): void {
  app.post('/api/commands', async (request, reply) => {
    const personId = viewerOf(request).person.id;
    const answer = await desk.execute(request.body, { personId, origin: originOf(request) });
    return reply.code(answer.ok ? 200 : statusOf(answer.refusal)).send(answer);
  });
}
