import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './refusal.ts';

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that a foreign page asks for (ACCESS-2). A browser always names the page's origin; a
 * program that is no browser names none, and has no one else's cookie to misuse.
 */
export function originCheck(origins: ReadonlySet<string>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { origin } = request.headers;
    if (readingMethods.has(request.method) || origin === undefined || origins.has(origin)) return;
    const message = `Origine refusée : ${[...origins].join(' ou ')} était attendue.`;
    await refuse(reply, 'not-allowed', { message });
  };
}

/** The origins under which this service's own pages stand. */
export function ownOrigins(publicUrl: string, port: number): Set<string> {
  const local = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${String(port)}`);
  return new Set([new URL(publicUrl).origin, ...local]);
}
