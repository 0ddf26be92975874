import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../http/app-type.ts';
import { returnPath, type OidcDoor, type OidcRefusal } from './oidc-door.ts';
import type { Sessions } from './sessions.ts';
import { sessionCookie } from './viewer.ts';

export interface OidcRouteParts {
  readonly door: OidcDoor;
  readonly sessions: Sessions;
  readonly secureCookie: boolean;
}

const journeyCookie = 'vigie_oidc';

/** The way to the sign-in of the administration, and back (ACCESS-2). A browser goes it, not a program. */
export function oidcRoutes(app: App, { door, sessions, secureCookie }: OidcRouteParts): void {
  const httpOnly = { httpOnly: true, secure: secureCookie } as const;

  app.get('/api/oidc/begin', { schema: { hide: true } }, async (_request, reply) => {
    const begun = await door.begin();
    if (!begun) return refused(reply, 'provider-away');
    // The way back comes from another site: only a lax cookie comes with it.
    return reply
      .setCookie(journeyCookie, begun.cookie, { ...httpOnly, path: '/api/oidc', sameSite: 'lax' })
      .redirect(begun.url);
  });

  app.get(returnPath, { schema: { hide: true } }, async (request, reply) => {
    reply.clearCookie(journeyCookie, { path: '/api/oidc' });
    const outcome = await door.end(request.url, request.cookies[journeyCookie]);
    if (!outcome.ok) return refused(reply, outcome.refusal);
    const { token } = await sessions.open(outcome.person.id, originOf(request));
    return reply
      .setCookie(sessionCookie, token, { ...httpOnly, path: '/', sameSite: 'strict' })
      .redirect('/');
  });
}

function refused(reply: FastifyReply, refusal: OidcRefusal): FastifyReply {
  return reply.redirect(`/?entree=${refusal}`);
}

function originOf({ ip, headers }: FastifyRequest): string {
  return `${ip} ${headers['user-agent'] ?? ''}`.slice(0, 300);
}
