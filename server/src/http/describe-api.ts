import fastifySwagger from '@fastify/swagger';
import { refusals } from '@vigie/shared/wire/answer';
import type { FastifySchema } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { programVersion } from '../operations/program-version.ts';
import type { App } from './app-type.ts';

const about = `Everything that a person can do on a screen, for programs (RUN-3). Sign in with \`POST /api/session\`
and keep the cookie, or send a token as \`Authorization: Bearer …\`. Commands go to \`POST /api/commands\`, each
under a key of its own: sent twice, a command has one effect and gets the same answer. What happens is told
live on the socket: see docs/live-protocol.md.`;

/** Asked by machines that watch the service; all others that are described stand under /api. */
const watched = new Set(['/healthz', '/readyz', '/metrics']);

/** The form of every refusal. */
const refusal = {
  description:
    'Refused: the fact that refused it, and in French what was wrong and what was expected.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['ok', 'refusal', 'message'],
        properties: {
          ok: { const: false },
          refusal: { enum: [...refusals] },
          message: { type: 'string' },
        },
      },
    },
  },
};

const file = {
  description: 'A file.',
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
};

/** Describes every route under /api as OpenAPI, from the schemas that the routes themselves are held to (RUN-3). */
export async function describeApi(app: App): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Vigie', description: about, version: programVersion },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'vigie_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }],
    },
    transform: (asked) => {
      const { schema, url } = jsonSchemaTransform({ ...asked, schema: asked.schema ?? {} });
      const isOurs = url.startsWith('/api/') || watched.has(url);
      return isOurs ? { schema: withRefusals(schema), url } : { schema: { hide: true }, url };
    },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

/** A route that names no answer hands out a file. */
function withRefusals(schema: FastifySchema): FastifySchema {
  const answers = schema.response ?? { 200: file };
  return { ...schema, response: { ...answers, default: refusal } };
}
