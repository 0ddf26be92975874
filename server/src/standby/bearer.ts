import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../http/refusal.ts';
import type { Attempts } from '../people/attempts.ts';

/**
 * Lets only who shows the standby's token pass (RUN-4): it opens everything that the service knows, and
 * nobody has it but the two servers. Guessing it is counted like guessing a password (ACCESS-2).
 */
export function bearerGuard(token: string, attempts: Attempts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return;
    if (!attempts.begin('standby', request.ip)) return void (await refuse(reply, 'too-many'));
    const message = 'Jeton de secours refusé. Attendu : le VIGIE_STANDBY_TOKEN de l’autre serveur.';
    await refuse(reply, 'not-allowed', { message, status: 401 });
  };
}

/** In constant time, whatever their lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
