import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Scope } from '@vigie/shared/api-access/scope';
import { opensRoute } from '../api-access/route-scopes.ts';
import type { Viewer } from '../people/viewer.ts';
import { refuse } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null where no session was asked for or none stands. */
    viewer: Viewer | null;
  }
}

/** What of a request proves who asks: the session's cookie, or a token. */
export interface Proofs {
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
}

export type Identify = (proofs: Proofs) => Viewer | null;

interface GuardOptions {
  /** Open to whoever must choose a password first. */
  readonly beforePassword?: boolean;
  /** Open to whoever must have a second factor first. */
  readonly beforeFactor?: boolean;
}

/** Lets only who is signed in pass (ACCESS-2); and of those with a one-time password nobody, unless told so. */
export function guard(
  identify: Identify,
  { beforePassword = false, beforeFactor = false }: GuardOptions = {},
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const viewer = identify(request.headers);
    if (!viewer) return void (await refuse(reply, 'signed-out'));
    if (viewer.mustChoosePassword && !beforePassword) {
      const message = 'Choisissez d’abord un nouveau mot de passe.';
      return void (await refuse(reply, 'not-allowed', { message }));
    }
    if (viewer.mustEnrol && !beforeFactor && !beforePassword) {
      const message = 'Enregistrez d’abord une application d’authentification.';
      return void (await refuse(reply, 'not-allowed', { message }));
    }
    if (viewer.token && !isOpenTo(viewer.token.scopes, request)) {
      return void (await refuse(reply, 'not-allowed', { message: beyondScope }));
    }
    request.viewer = viewer;
  };
}

const beyondScope = 'Ce jeton n’y donne pas droit : sa portée ne comprend pas cette adresse.';

function isOpenTo(scopes: readonly Scope[], { method, routeOptions }: FastifyRequest): boolean {
  return opensRoute(scopes, method, routeOptions.url);
}

/** Who asks, on a route behind the guard. */
export function viewerOf(request: FastifyRequest): Viewer {
  if (!request.viewer) throw new Error('a route without its guard asked who is there');
  return request.viewer;
}

/** Session and address, for the audit and the trace of reads (ACCESS-3). */
export function originOf(request: FastifyRequest): string {
  return `${viewerOf(request).sessionId} ${request.ip}`;
}
