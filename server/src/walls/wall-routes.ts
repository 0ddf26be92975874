import { may } from '@vigie/shared/access/may';
import {
  enrolmentSchema,
  madeWallSchema,
  newWallSchema,
  wallSessionSchema,
  wallsSchema,
  type WallSession,
} from '@vigie/shared/wire/wall';
import type { WallRow } from '@vigie/db/queries/walls';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { originOf, viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Attempts } from '../people/attempts.ts';
import { factsView, type ServiceFacts } from '../people/session-view.ts';
import type { Staff } from '../people/staff.ts';
import { idParams } from '../tickets/ticket-routes.ts';
import { wallCookie, type Walls } from './walls.ts';

export interface WallRouteParts {
  readonly walls: Walls;
  readonly staff: Staff;
  readonly clock: Clock;
  readonly attempts: Attempts;
  readonly facts: ServiceFacts;
  readonly secureCookie: boolean;
  readonly publicUrl: string;
}

/** As long as browsers keep a cookie at all; renewed each time the wall asks, in seconds. */
const cookieSeconds = 400 * 24 * 60 * 60;
const longestOrigin = 300;

/** What a wall may ask for: to be let in, and what it needs to draw. Beside the forecast nothing else is open to it. */
export function wallDoors(app: App, parts: WallRouteParts): void {
  app.post('/api/wall', { schema: { body: enrolmentSchema } }, async (request, reply) => {
    const { ip, headers } = request;
    const attempt = parts.attempts.begin(`mur ${ip}`, ip);
    if (!attempt) return refuse(reply, 'too-many');
    const origin = `${ip} ${headers['user-agent'] ?? ''}`.slice(0, longestOrigin);
    const enrolled = await parts.walls.enrol(request.body.code, origin);
    if (!enrolled) return refuse(reply, 'not-allowed', { message: 'Code inconnu ou périmé.' });
    attempt.forgive();
    return renew(reply, enrolled.token).send(view(enrolled.wall));
  });

  app.get(
    '/api/wall',
    { schema: { response: { 200: wallSessionSchema } } },
    async (request, reply) => {
      const wall = parts.walls.identify(request.headers.cookie);
      if (!wall) return refuse(reply, 'signed-out');
      parts.walls.touch(wall);
      return renew(reply, request.cookies[wallCookie] ?? '').send(view(wall));
    },
  );

  function renew(reply: FastifyReply, token: string): FastifyReply {
    return reply.setCookie(wallCookie, token, {
      ...{ path: '/', httpOnly: true, sameSite: 'strict', maxAge: cookieSeconds },
      secure: parts.secureCookie,
    });
  }

  function view({ name }: WallRow): WallSession {
    return { ...factsView(parts.facts, parts.clock), name };
  }
}

/** Making, listing and revoking walls, for whoever may (ACCESS-1). */
export function wallRoutes(app: App, parts: WallRouteParts): void {
  const { walls, staff, clock, publicUrl } = parts;
  const isAllowed = (request: FastifyRequest) =>
    may(staff.actor(viewerOf(request).person, clock.now()), 'manage-walls');
  const doer = (request: FastifyRequest) => ({
    personId: viewerOf(request).person.id,
    origin: originOf(request),
  });

  app.get('/api/walls', { schema: { response: { 200: wallsSchema } } }, async (request, reply) => {
    if (!isAllowed(request)) return refuse(reply, 'not-allowed');
    return { walls: walls.all() };
  });

  app.post(
    '/api/walls',
    { schema: { body: newWallSchema, response: { 200: madeWallSchema } } },
    async (request, reply) => {
      if (!isAllowed(request)) return refuse(reply, 'not-allowed');
      const { id, code } = await walls.make(request.body.name, doer(request));
      // Behind the #, which no proxy logs.
      return { id, code, link: new URL(`/mur#${code}`, publicUrl).href };
    },
  );

  app.delete(
    '/api/walls/:id',
    { schema: { params: idParams, response: { 200: z.object({ ok: z.literal(true) }) } } },
    async (request, reply) => {
      if (!isAllowed(request)) return refuse(reply, 'not-allowed');
      if (!(await walls.revoke(request.params.id, doer(request))))
        return refuse(reply, 'not-found');
      return { ok: true } as const;
    },
  );
}
