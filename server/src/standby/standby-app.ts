import fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { handleError } from '../http/error-handler.ts';
import { refuse } from '../http/refusal.ts';
import { validatorCompiler } from '../http/validator.ts';
import type { Attempts } from '../people/attempts.ts';
import { bearerGuard } from './bearer.ts';
import { followingStates, type FollowingStatus } from './follower.ts';
import { TakeoverRefused } from './promotion.ts';
import { takenOverSchema, takeoverSchema, termSchema, type TakenOverAnswer } from './protocol.ts';

export interface StandbyAppParts {
  readonly token: string;
  readonly logger: FastifyBaseLogger;
  readonly attempts: Attempts;
  readonly status: () => FollowingStatus;
  /** Whether the copy is one state, and may take over. */
  readonly isWhole: () => boolean;
  readonly term: () => number;
  readonly takeOver: (force: boolean) => Promise<TakenOverAnswer>;
}

/** A copy that has not had everything for so long is not ready, in ms. */
const readyWithinMs = 30_000;

const readinessSchema = z.object({
  ok: z.boolean(),
  role: z.literal('standby'),
  state: z.enum(followingStates),
  /** Whether it could take over at this instant. */
  whole: z.boolean(),
  seq: z.int(),
  lagSeq: z.int(),
  lagSeconds: z.number().nullable(),
  contactAt: z.int().nullable(),
  fault: z.string().nullable(),
});

/** What a standby answers while it follows: how it stands, and the takeover (RUN-3, RUN-4). It does not listen yet. */
export function createStandbyApp(parts: StandbyAppParts): App {
  const app: App = fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((_request, reply) =>
    refuse(reply, 'not-found', { message: onlyStandby, status: 503 }),
  );
  stateRoutes(app, parts);
  nodeRoutes(app, parts);
  return app;
}

const onlyStandby = 'Ce serveur est le secours : il suit, et ne sert personne.';

function stateRoutes(app: App, parts: StandbyAppParts): void {
  const registry = new Registry();
  gaugeCopy(registry, parts);
  app.get('/healthz', async () => ({ ok: true }));
  app.get(
    '/readyz',
    { schema: { response: { 200: readinessSchema, 503: readinessSchema } } },
    async (_request, reply) => {
      const { state, fault, seq, lagSeq, lagMs, contactAt } = parts.status();
      const whole = parts.isWhole();
      const ok = whole && state === 'following' && lagMs !== null && lagMs <= readyWithinMs;
      return reply.code(ok ? 200 : 503).send({
        ...{ ok, role: 'standby' as const, state, whole, seq, lagSeq, fault, contactAt },
        lagSeconds: lagMs === null ? null : lagMs / 1_000,
      });
    },
  );
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

function nodeRoutes(app: App, { token, attempts, term, takeOver }: StandbyAppParts): void {
  const onRequest = bearerGuard(token, attempts);
  app.get('/standby/term', { onRequest, schema: { response: { 200: termSchema } } }, async () => ({
    term: term(),
    role: 'standby' as const,
  }));
  app.post(
    '/standby/takeover',
    { onRequest, schema: { body: takeoverSchema, response: { 200: takenOverSchema } } },
    async ({ body }, reply) => {
      try {
        return await takeOver(body.force);
      } catch (error) {
        if (!(error instanceof TakeoverRefused)) throw error;
        return refuse(reply, 'wrong-state', { message: error.message });
      }
    },
  );
}

function gaugeCopy(registry: Registry, { status, isWhole }: StandbyAppParts): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name, help, registers: [registry] },
      collect() {
        this.set(read());
      },
    });
  gauge(
    'vigie_copy_seq',
    'Last event read back from the copy and held to the chain.',
    () => status().seq,
  );
  gauge(
    'vigie_copy_lag_seq',
    'Events that the server has and this copy has not.',
    () => status().lagSeq,
  );
  gauge('vigie_copy_lag_seconds', 'Time since everything was here; -1 before that.', () => {
    const { lagMs } = status();
    return lagMs === null ? -1 : lagMs / 1_000;
  });
  gauge('vigie_copy_whole', '1 where the copy could take over.', () => (isWhole() ? 1 : 0));
  gauge('vigie_copy_following', '1 while it follows.', () =>
    status().state === 'following' ? 1 : 0,
  );
}
