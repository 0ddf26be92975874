import { confirmedSchema } from '@vigie/shared/wire/second-factor';
import { newPasskeySchema, passkeyOptionsSchema, passkeySchema } from '@vigie/shared/wire/passkey';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { originOf, viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Passkeys } from './passkeys.ts';
import { ownDoor, type OwnDoorParts } from './own-door.ts';

export interface PasskeyRouteParts extends OwnDoorParts {
  readonly passkeys: Passkeys;
}

const done = { 200: z.object({ ok: z.literal(true) }) };

/** One's own passkeys (ACCESS-2). */
export function passkeyRoutes(app: App, parts: PasskeyRouteParts): void {
  const { passkeys } = parts;
  const { onRequest, isThem } = ownDoor(parts);

  app.get(
    '/api/passkeys',
    { onRequest, schema: { response: { 200: z.array(passkeySchema) } } },
    async (request) => passkeys.of(viewerOf(request).person.id),
  );

  app.post(
    '/api/passkeys/options',
    { onRequest, schema: { body: confirmedSchema, response: { 200: passkeyOptionsSchema } } },
    async (request, reply) => {
      if (!passkeys.isOffered) return refuse(reply, 'wrong-state');
      if (!(await isThem(request, reply, request.body.password))) return reply;
      return { ...(await passkeys.enrolmentOptions(viewerOf(request).person)) };
    },
  );

  app.post(
    '/api/passkeys',
    { onRequest, schema: { body: newPasskeySchema, response: done } },
    async (request, reply) => {
      const { name, credential } = request.body;
      const { id } = viewerOf(request).person;
      const isTaken = await passkeys.enrol(id, originOf(request), name, credential);
      return isTaken ? { ok: true as const } : refuse(reply, 'wrong-passkey');
    },
  );

  app.delete(
    '/api/passkeys/:id',
    {
      onRequest,
      schema: { params: z.object({ id: z.string() }), body: confirmedSchema, response: done },
    },
    async (request, reply) => {
      if (!(await isThem(request, reply, request.body.password))) return reply;
      await passkeys.end(viewerOf(request).person.id, originOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}
