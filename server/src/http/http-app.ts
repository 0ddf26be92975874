import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import fastify, { LogController, type FastifyBaseLogger, type FastifyRequest } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { App } from './app-type.ts';
import { describeApi } from './describe-api.ts';
import { handleError } from './error-handler.ts';
import { guard, type Identify } from './guard.ts';
import { originCheck } from './origins.ts';
import { pagePolicy } from './page-policy.ts';
import { refuse } from './refusal.ts';
import { validatorCompiler } from './validator.ts';
import { serveWebApp, shellOf } from './web-app.ts';

export interface HttpParts {
  readonly logger: FastifyBaseLogger;
  readonly identify: Identify;
  /** Origins whose pages may write (ACCESS-2). */
  readonly origins: ReadonlySet<string>;
  /** True where a proxy on this machine says from whom a request comes. */
  readonly behindProxy: boolean;
  readonly isHttps: boolean;
  /** What everybody but the successor is told, once another server leads; null before (RUN-4). */
  readonly fencedBy: () => string | null;
  /** Where the built screens stand. */
  readonly webRoot: string;
  /** Routes that anybody may ask: sign-in, health. */
  readonly publicRoutes: (app: App) => void;
  /** Routes for who is signed in. */
  readonly privateRoutes: (app: App) => void;
}

/** What one session or address may ask for in a minute: no person comes near it. */
const requestsPerMinute = 1_200;
const bodyLimitBytes = 1024 * 1024;

/** The HTTP server with its walls: headers, origins, limits, sessions, one form of refusal. It does not listen yet. */
export async function createHttpApp(parts: HttpParts): Promise<App> {
  const app: App = fastify({
    loggerInstance: parts.logger,
    // Addresses of requests hold what people search for: what is logged of them is said below.
    logController: new LogController({ disableRequestLogging: true }),
    // What cannot even be routed, such as a path of broken signs, is answered in the same form.
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
    trustProxy: parts.behindProxy ? 'loopback' : false,
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(handleError);
  app.decorateRequest('viewer', null);
  await raiseWalls(app, parts);
  await describeApi(app);
  await app.register(async (open) => {
    await limitRates(open, parts.identify);
    parts.publicRoutes(open);
    await open.register(async (inside) => {
      inside.addHook('onRequest', guard(parts.identify));
      parts.privateRoutes(inside);
    });
  });
  await serveScreens(app, parts.webRoot);
  return app;
}

async function raiseWalls(
  app: App,
  { origins, isHttps, webRoot, fencedBy }: HttpParts,
): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: pagePolicy(shellOf(webRoot)) },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: isHttps,
  });
  await app.register(fastifyCookie);
  app.addHook('onRequest', originCheck(origins));
  app.addHook('onRequest', async (request, reply) => {
    const message = fencedBy();
    if (message === null || request.url.startsWith('/standby/')) return;
    await refuse(reply, 'failed', { message, status: 503 });
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async ({ method, routeOptions, log }, reply) => {
    const { statusCode, elapsedTime } = reply;
    log.debug(
      { method, route: routeOptions.url, statusCode, ms: Math.round(elapsedTime) },
      'asked',
    );
  });
}

async function limitRates(app: App, identify: Identify): Promise<void> {
  await app.register(fastifyRateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    // One address may stand for a whole service: who is signed in counts for themselves.
    keyGenerator: ({ headers, ip }: FastifyRequest) => identify(headers)?.sessionId ?? ip,
  });
}

async function serveScreens(app: App, webRoot: string): Promise<void> {
  if (shellOf(webRoot)) await serveWebApp(app, webRoot);
  else app.setNotFoundHandler((_request, reply) => refuse(reply, 'not-found'));
}
