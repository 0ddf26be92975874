import type { FastifyReply } from 'fastify';
import type { Refusal } from '@vigie/shared/wire/answer';
import { refusalMessage } from '../desk/refusal-message.ts';

const statuses: Partial<Record<Refusal, number>> = {
  'bad-input': 422,
  'signed-out': 401,
  'code-needed': 401,
  'wrong-code': 401,
  'passkey-needed': 401,
  'wrong-passkey': 401,
  'not-allowed': 403,
  'not-found': 404,
  'file-too-large': 413,
  'file-infected': 403,
  'file-not-scanned': 503,
  'before-the-log': 404,
  'past-not-ready': 503,
  'too-many': 429,
  'storage-full': 507,
  failed: 500,
};

/** The HTTP status that says a refusal; one of a ticket's state is a conflict. */
export function statusOf(refusal: Refusal): number {
  return statuses[refusal] ?? 409;
}

/** Answers with a refusal, in the one form that all routes share. */
export function refuse(
  reply: FastifyReply,
  refusal: Refusal,
  { message = refusalMessage(refusal), status = statusOf(refusal) } = {},
): FastifyReply {
  return reply.code(status).send({ ok: false, refusal, message });
}
