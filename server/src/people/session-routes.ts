import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  credentialsSchema,
  passwordChangeSchema,
  sessionSchema,
  type Session,
} from '@vigie/shared/wire/session';
import {
  credentialJsonSchema,
  passkeyOptionsSchema,
  waysInSchema,
} from '@vigie/shared/wire/passkey';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { guard, originOf, viewerOf, type Identify } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { changePassword, type ChangePasswordParts } from './change-password.ts';
import { firstCommissionerSchema, type FirstCommissioner } from './first-commissioner.ts';
import { sessionView, type ServiceFacts } from './session-view.ts';
import { signIn } from './sign-in.ts';
import type { Passkeys } from './passkeys.ts';
import type { SecondFactors } from './second-factors.ts';
import type { Sessions } from './sessions.ts';
import type { Staff } from './staff.ts';
import { sessionCookie } from './viewer.ts';

export interface SessionRouteParts extends ChangePasswordParts {
  readonly identify: Identify;
  readonly sessions: Sessions;
  readonly factors: SecondFactors;
  readonly passkeys: Passkeys;
  /** What the button of the administration's sign-in says; null where there is none. */
  readonly oidcLabel: string | null;
  readonly firstCommissioner: FirstCommissioner | null;
  readonly staff: Staff;
  readonly clock: Clock;
  readonly facts: ServiceFacts;
  /** True where the service is reached by https: the cookie then never travels in the clear. */
  readonly secureCookie: boolean;
}

/** No screen of this service needs a longer one; a guard against filling the table. */
const longestOrigin = 300;

const done = { 200: z.object({ ok: z.literal(true) }) };

/** Signing in and out, one's own password, and the first commissioner's way in (ACCESS-2). */
export function sessionRoutes(app: App, parts: SessionRouteParts): void {
  const signedIn = guard(parts.identify, { beforePassword: true });

  const entered = { 200: sessionSchema };

  app.post(
    '/api/session',
    { schema: { body: credentialsSchema, response: entered } },
    async (request, reply) => {
      const outcome = await signIn(parts, request.body, whence(request));
      if (outcome.ok) return enter(request, reply, outcome.token);
      if (outcome.refusal !== 'not-allowed') return refuse(reply, outcome.refusal);
      const message = 'Identifiant ou mot de passe incorrect.';
      return refuse(reply, 'not-allowed', { message, status: 401 });
    },
  );

  app.get('/api/ways-in', { schema: { response: { 200: waysInSchema } } }, async () => ({
    ...{ passkey: parts.passkeys.isOffered, oidc: parts.oidcLabel },
  }));

  app.post(
    '/api/session/passkey/options',
    { schema: { response: { 200: passkeyOptionsSchema } } },
    async (_request, reply) => {
      if (!parts.passkeys.isOffered) return refuse(reply, 'wrong-state');
      return { ...(await parts.passkeys.signInOptions()) };
    },
  );

  app.post(
    '/api/session/passkey',
    {
      schema: { body: z.object({ credential: credentialJsonSchema }), response: entered },
    },
    async (request, reply) => {
      const { address, origin } = whence(request);
      const attempt = parts.attempts.begin('passkey', address);
      if (!attempt) return refuse(reply, 'too-many');
      const person = await parts.passkeys.check(request.body.credential);
      if (!person) return refuse(reply, 'wrong-passkey');
      attempt.forgive();
      const { token } = await parts.sessions.open(person.id, origin);
      return enter(request, reply, token);
    },
  );

  app.get(
    '/api/session',
    { onRequest: signedIn, schema: { response: { 200: sessionSchema } } },
    async (request) => view(request),
  );

  app.delete(
    '/api/session',
    { onRequest: signedIn, schema: { response: done } },
    async (request, reply) => {
      const { sessionId, person } = viewerOf(request);
      await parts.sessions.end({ id: sessionId, personId: person.id });
      return reply.clearCookie(sessionCookie, cookieOptions).send({ ok: true });
    },
  );

  app.post(
    '/api/password',
    { onRequest: signedIn, schema: { body: passwordChangeSchema, response: done } },
    async (request, reply) => {
      const { person, sessionId } = viewerOf(request);
      const { id: personId, login } = person;
      const changer = {
        personId,
        login,
        sessionId,
        address: request.ip,
        origin: originOf(request),
      };
      const outcome = await changePassword(parts, changer, request.body);
      if (!outcome.ok) return refuse(reply, outcome.refusal);
      return setCookie(reply, outcome.token).send({ ok: true });
    },
  );

  app.post(
    '/api/first-commissioner',
    { schema: { body: firstCommissionerSchema, response: entered } },
    async (request, reply) => {
      const { origin } = whence(request);
      const outcome = await parts.firstCommissioner?.create(request.body, origin);
      if (!outcome?.ok) return refuse(reply, outcome?.refusal ?? 'not-allowed');
      const { token } = await parts.sessions.open(outcome.personId, origin);
      return enter(request, reply, token);
    },
  );

  const cookieOptions = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: parts.secureCookie,
  } as const;

  /** A new session takes the place of the one that this browser had (rotation). */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
  ): Promise<FastifyReply> {
    const former = parts.identify({ cookie: request.headers.cookie });
    if (former) await parts.sessions.end({ id: former.sessionId, personId: former.person.id });
    request.viewer = parts.identify({ cookie: `${sessionCookie}=${token}` });
    return setCookie(reply, token).send(view(request));
  }

  function setCookie(reply: FastifyReply, token: string): FastifyReply {
    return reply.setCookie(sessionCookie, token, cookieOptions);
  }

  function view(request: FastifyRequest): Session {
    return sessionView(viewerOf(request), parts.facts, parts.staff, parts.clock);
  }
}

function whence({ ip, headers }: FastifyRequest): { address: string; origin: string } {
  const browser = headers['user-agent'] ?? '';
  return { address: ip, origin: `${ip} ${browser}`.slice(0, longestOrigin) };
}
