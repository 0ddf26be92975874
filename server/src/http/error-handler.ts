import { StorageFull } from '@vigie/db/event-log';
import { storageErrorOf } from '@vigie/db/storage-error';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './refusal.ts';
import { BadInput } from './validator.ts';

/** What Fastify itself refuses before a route sees it, in French. */
const known: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'Corps illisible : du JSON était attendu.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'Corps vide : du JSON était attendu.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Type de contenu inconnu : application/json était attendu.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'Corps trop grand : 1 Mo au plus.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'Corps plus court ou plus long qu’annoncé.',
};

/** The one place where what was thrown becomes an answer. What nobody expected is logged, once (ACCESS-5). */
export function handleError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof BadInput) return refuse(reply, 'bad-input', { message: error.message });
  if (error.statusCode === 429) return refuse(reply, 'too-many');
  if ((storageErrorOf(error) ?? error) instanceof StorageFull) return refuse(reply, 'storage-full');
  const status = error.statusCode ?? 500;
  if (status < 500) {
    const message = known[error.code] ?? 'La demande est mal formée.';
    return refuse(reply, 'bad-input', { message, status });
  }
  request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
  return refuse(reply, 'failed');
}
