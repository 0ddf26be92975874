import type { FastifyReply } from 'fastify';
import { answerToCommandSchema, type CommandAnswer } from '@vigie/shared/wire/answer';
import { commandEnvelopeSchema } from '@vigie/shared/wire/command';
import type { Desk } from './desk.ts';
import type { App } from '../http/app-type.ts';
import { originOf, viewerOf } from '../http/guard.ts';
import { statusOf } from '../http/refusal.ts';

// The desk validates by itself; here the schemas describe the API.
const schema = { body: commandEnvelopeSchema, response: { 200: answerToCommandSchema } };

/** Every command of a person, by HTTP as by socket: one desk, one answer (RUN-3). */
export function commandRoute(app: App, desk: Pick<Desk, 'execute'>): void {
  app.post('/api/commands', { schema }, async (request, reply) => {
    const { person, token } = viewerOf(request);
    const answer = await desk.execute(request.body, {
      ...{ personId: person.id, origin: originOf(request) },
      ...(token && { scopes: token.scopes }),
    });
    return answerWith(reply, answer);
  });
}

function answerWith(reply: FastifyReply, answer: CommandAnswer): FastifyReply {
  return reply.code(answer.ok ? 200 : statusOf(answer.refusal)).send(answer);
}
