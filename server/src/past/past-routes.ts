import { readsBetween } from '@vigie/db/queries/reads';
import { ticketNames } from '@vigie/db/queries/ticket-names';
import type { Act } from '@vigie/shared/access/may';
import { audienceOf } from '@vigie/shared/access/audience';
import { may } from '@vigie/shared/access/may';
import { hourMs, minuteMs } from '@vigie/shared/roster/calendar';
import {
  looksSchema,
  pastSchema,
  pastShiftSchema,
  pastStepsSchema,
  type Looks as LooksAnswer,
} from '@vigie/shared/wire/past';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { Looks } from '../journal/looks.ts';
import { trace, type ReadingParts } from '../tickets/ticket-routes.ts';
import type { PastDesk } from './past-desk.ts';
import type { PastAnswer } from './time-machine.ts';

export interface PastRouteParts extends ReadingParts {
  readonly past: Pick<PastDesk, 'ask'>;
}

const ms = z.coerce.number().int().nonnegative();
const instant = z.object({ at: ms });
const stretch = z.object({ seq: z.coerce.number().int().nonnegative(), until: ms });
/** Whoever opened a ticket so long before an instant may have been reading it then. */
const lookedBeforeMs = 10 * minuteMs;
const looksAtMost = 200;

/** The supervision screen of any instant (TIME-1), and who looked at what then (ACCESS-3). */
export function pastRoutes(app: App, parts: PastRouteParts): void {
  const { database, staff, clock, past } = parts;
  const looks = new Looks(clock);

  app.get(
    '/api/past',
    { schema: { querystring: instant, response: { 200: pastSchema } } },
    async (request, reply) => {
      const { at } = request.query;
      const refused = refusedLook(request, reply, at);
      if (refused) return refused;
      const audience = audienceOf(viewerOf(request).person);
      return give(reply, await past.ask({ what: 'room', at, audience }));
    },
  );

  app.get(
    '/api/past/steps',
    { schema: { querystring: stretch, response: { 200: pastStepsSchema } } },
    async (request, reply) => {
      const { seq, until } = request.query;
      const refused = refusedLook(request, reply, until);
      if (refused) return refused;
      const audience = audienceOf(viewerOf(request).person);
      return give(reply, await past.ask({ what: 'steps', seq, until, audience }));
    },
  );

  app.get(
    '/api/past/shift',
    { schema: { querystring: instant, response: { 200: pastShiftSchema } } },
    async (request, reply) => {
      const { at } = request.query;
      const refused = refusedLook(request, reply, at);
      if (refused) return refused;
      return give(reply, await past.ask({ what: 'shift', at }));
    },
  );

  app.get(
    '/api/past/looks',
    { schema: { querystring: instant, response: { 200: looksSchema } } },
    async (request, reply) => {
      if (!isAllowed(request, 'see-looks')) return refuse(reply, 'not-allowed');
      const { at } = request.query;
      trace(parts, request, { act: 'see-looks', instant: at });
      return looksAround(at);
    },
  );

  /** Refuses, or traces the look: once in ten minutes for each hour of the past that somebody moves about in. */
  function refusedLook(
    request: FastifyRequest,
    reply: FastifyReply,
    at: number,
  ): FastifyReply | null {
    if (!isAllowed(request, 'see-past')) return refuse(reply, 'not-allowed');
    if (at > clock.now()) {
      const message = 'Cet instant n’est pas encore passé : un instant passé est attendu.';
      return refuse(reply, 'bad-input', { message });
    }
    const hour = `${viewerOf(request).sessionId} ${String(Math.floor(at / hourMs))}`;
    if (!looks.goesOn(hour)) trace(parts, request, { act: 'see-past', instant: at });
    return null;
  }

  function isAllowed(request: FastifyRequest, act: Act): boolean {
    return may(staff.actor(viewerOf(request).person, clock.now()), act);
  }

  function looksAround(at: number): LooksAnswer {
    const [fromMs, toMs] = [at - lookedBeforeMs, at + 999];
    const found = readsBetween(database, [fromMs, toMs], looksAtMost + 1);
    const shown = found.slice(0, looksAtMost);
    const names = ticketNames(
      database,
      shown.flatMap(({ ticketId }) => ticketId ?? []),
    );
    return {
      ...{ fromMs, toMs },
      more: found.length > looksAtMost,
      looks: shown.map(({ at: lookedAt, personId, act, ticketId, instant: seen }) => {
        const name = ticketId === null ? undefined : names.get(ticketId);
        const ticket = name ? { id: name.id, number: name.number } : null;
        return { at: lookedAt, personId, act, ticket, instant: seen ?? null };
      }),
    };
  }
}

/** The bytes as the worker made them, or why there are none. */
function give(reply: FastifyReply, answer: PastAnswer): FastifyReply {
  if (answer.ok) return reply.type('application/json; charset=utf-8').send(answer.json);
  if (answer.why === 'before-the-log') return refuse(reply, 'before-the-log');
  const { done, total } = answer.progress;
  const percent = total ? Math.floor((done / total) * 100) : 0;
  const message = `L’historique se prépare (${String(percent)} %) : réessayez dans un instant.`;
  return refuse(reply, 'past-not-ready', { message });
}
