import type { App } from '../http/app-type.ts';
import type { Metrics } from './metrics.ts';

/** The figures as Prometheus reads them (RUN-3): counts and ages, no word of anybody. */
export function metricsRoute(app: App, metrics: Metrics): void {
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
}
