import { isCleared } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import type { Settings } from '@vigie/shared/settings/settings';
import {
  forecastAnswerSchema,
  whatIfAnswerSchema,
  whatIfSchema,
  type ForecastAnswer,
} from '@vigie/shared/wire/forecast';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';
import type { Walls } from '../walls/walls.ts';
import type { Forecaster } from './forecaster.ts';
import { seeForecast } from './see-forecast.ts';

export interface ForecastRouteParts {
  readonly forecaster: Forecaster;
  readonly settings: Pick<Settings, 'aims'>;
  readonly staff: Staff;
  readonly clock: Clock;
}

/** The newest forecast for a wall, which sees what the uncleared see and asks nothing (ACCESS-2). */
export function wallForecastRoute(
  app: App,
  parts: Omit<ForecastRouteParts, 'staff' | 'clock'> & { readonly walls: Walls },
): void {
  app.get(
    '/api/wall/forecast',
    { schema: { response: { 200: forecastAnswerSchema } } },
    async (request, reply) => {
      if (!parts.walls.identify(request.headers.cookie)) return refuse(reply, 'signed-out');
      return { ...answerOf(parts, false), swaps: [] };
    },
  );
}

function answerOf(
  { forecaster, settings }: Pick<ForecastRouteParts, 'forecaster' | 'settings'>,
  cleared: boolean,
): ForecastAnswer {
  const { newest, state } = forecaster;
  const hidden = new Set(cleared ? [] : newest?.restricted);
  return {
    state,
    forecast: newest && seeForecast(newest.forecast, hidden, settings.aims),
    historyDays: newest?.historyDays ?? 0,
    score: forecaster.score(),
    swaps: [...(newest?.swaps ?? [])],
  };
}

/** The newest forecast, and the question « et si… », for the command and the leads (MET-4, ACCESS-1). */
export function forecastRoutes(app: App, parts: ForecastRouteParts): void {
  const { forecaster, settings, staff, clock } = parts;

  app.get(
    '/api/forecast',
    { schema: { response: { 200: forecastAnswerSchema } } },
    async (request, reply) => {
      const actor = actorOf(request);
      if (!may(actor, 'see-supervision')) return refuse(reply, 'not-allowed');
      return answerOf(parts, isCleared(actor));
    },
  );

  app.post(
    '/api/forecast/what-if',
    { schema: { body: whatIfSchema, response: { 200: whatIfAnswerSchema } } },
    async (request, reply) => {
      if (!may(actorOf(request), 'see-supervision')) return refuse(reply, 'not-allowed');
      const compared = await forecaster.compare(request.body);
      if (compared === 'swap-not-open') {
        return refuse(reply, 'wrong-state', { message: 'Cette permutation n’est plus ouverte.' });
      }
      if (!compared)
        return refuse(reply, 'failed', { message: 'La prévision est arrêtée ; elle reprend.' });
      const hidden = new Set(isCleared(actorOf(request)) ? [] : compared.restricted);
      return {
        before: seeForecast(compared.before, hidden, settings.aims),
        after: seeForecast(compared.after, hidden, settings.aims),
      };
    },
  );

  function actorOf(request: FastifyRequest) {
    return staff.actor(viewerOf(request).person, clock.now());
  }
}
