import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../people/viewer.ts';
import { refuse } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null where no session was asked for or none stands. */
    viewer: Viewer | null;
  }
}

export type Identify = (cookieHeader: string | undefined) => Viewer | null;

/** Lets only who is signed in pass (ACCESS-2); and of those with a one-time password nobody, unless told so. */
export function guard(identify: Identify, { beforePassword = false } = {}) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const viewer = identify(request.headers.cookie);
    if (!viewer) return void (await refuse(reply, 'signed-out'));
    if (viewer.mustChoosePassword && !beforePassword) {
      const message = 'Choisissez d’abord un nouveau mot de passe.';
      return void (await refuse(reply, 'not-allowed', { message }));
    }
    request.viewer = viewer;
  };
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
