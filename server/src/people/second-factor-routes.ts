import {
  confirmedSchema,
  factorsSchema,
  recoveryCodesSchema,
  totpOfferSchema,
  totpProofSchema,
} from '@vigie/shared/wire/second-factor';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { originOf, viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Attempts } from './attempts.ts';
import { ownDoor, type OwnDoorParts } from './own-door.ts';
import type { SecondFactors } from './second-factors.ts';

export interface SecondFactorRouteParts extends OwnDoorParts {
  readonly factors: SecondFactors;
  readonly attempts: Attempts;
}

/** One's own second factor: what there is, and its beginning and end (ACCESS-2). */
export function secondFactorRoutes(app: App, parts: SecondFactorRouteParts): void {
  const { factors, attempts } = parts;
  const { onRequest, isThem } = ownDoor(parts);

  app.get(
    '/api/second-factor',
    { onRequest, schema: { response: { 200: factorsSchema } } },
    async (request) => factors.of(viewerOf(request).person),
  );

  app.post(
    '/api/second-factor/offer',
    { onRequest, schema: { body: confirmedSchema, response: { 200: totpOfferSchema } } },
    async (request, reply) =>
      (await isThem(request, reply, request.body.password))
        ? factors.offer(viewerOf(request).person)
        : reply,
  );

  app.post(
    '/api/second-factor',
    { onRequest, schema: { body: totpProofSchema, response: { 200: recoveryCodesSchema } } },
    async (request, reply) => {
      const { person } = viewerOf(request);
      const attempt = attempts.begin(person.login, request.ip);
      if (!attempt) return refuse(reply, 'too-many');
      const { pending, code } = request.body;
      const codes = await factors.enrol(person.id, originOf(request), pending, code);
      if (!codes) return refuse(reply, 'wrong-code');
      attempt.forgive();
      return { codes };
    },
  );

  app.post(
    '/api/second-factor/codes',
    { onRequest, schema: { body: confirmedSchema, response: { 200: recoveryCodesSchema } } },
    async (request, reply) => {
      const { person } = viewerOf(request);
      if (!(await isThem(request, reply, request.body.password))) return reply;
      if (factors.of(person).totpSince === null) return refuse(reply, 'wrong-state');
      return { codes: await factors.renewCodes(person.id, originOf(request)) };
    },
  );

  app.delete(
    '/api/second-factor',
    {
      onRequest,
      schema: { body: confirmedSchema, response: { 200: z.object({ ok: z.literal(true) }) } },
    },
    async (request, reply) => {
      const { person } = viewerOf(request);
      if (!(await isThem(request, reply, request.body.password))) return reply;
      await factors.end(person.id, originOf(request));
      return { ok: true as const };
    },
  );
}
