import { isCleared } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import { outboxPageSchema } from '@vigie/shared/wire/outbox';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { Looks } from '../journal/looks.ts';
import { outboxPage, outboxQuerySchema } from './outbox-page.ts';
import { trace, type ReadingParts } from './ticket-routes.ts';

/** The answers on their way and lately left (MAIL-8), for those who look after them; each look is traced (ACCESS-3). */
export function outboxRoutes(app: App, parts: ReadingParts): void {
  const { database, staff, clock } = parts;
  const looks = new Looks(clock);

  app.get(
    '/api/outbox',
    { schema: { querystring: outboxQuerySchema, response: { 200: outboxPageSchema } } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const actor = staff.actor(viewer.person, clock.now());
      if (!may(actor, 'see-outbox')) return refuse(reply, 'not-allowed');
      // A screen that stays open asks again at each change: that is one look.
      if (!looks.goesOn(viewer.sessionId)) trace(parts, request, { act: 'see-outbox' });
      const readsTickets = may(actor, 'see-ticket');
      const reader = { cleared: isCleared(actor), readsTickets, now: clock.now() };
      return outboxPage(database, request.query, reader);
    },
  );
}
