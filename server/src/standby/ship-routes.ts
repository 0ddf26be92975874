import { createHash } from 'node:crypto';
import type { EventLog } from '@vigie/db/event-log';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { refuse } from '../http/refusal.ts';
import type { Attempts } from '../people/attempts.ts';
import { bearerGuard } from './bearer.ts';
import {
  baseEndSchema,
  basePieceBytes,
  baseSchema,
  fencedSchema,
  fenceSchema,
  hashHeader,
  helloSchema,
  shipmentHeader,
  termSchema,
  type Hello,
  type Shipment,
} from './protocol.ts';
import { AnotherStandby, type Shipper } from './shipper.ts';
import type { StepDown } from './step-down.ts';

export interface ShipRouteParts {
  readonly token: string;
  readonly shipper: Shipper;
  readonly stepDown: StepDown;
  readonly attempts: Attempts;
  readonly hello: () => Hello;
  readonly log: Pick<EventLog, 'head' | 'idle'>;
}

const offset = z.coerce.number().int().nonnegative();
const address = z.string().min(1).max(2_000);
const nextSchema = z.object({ generation: z.string().max(40), offset, address });

/** What a standby asks of the server (RUN-4). Two machines speak here, under one token: no session, no rate. */
export function shipRoutes(app: App, parts: ShipRouteParts): void {
  const { token, attempts, shipper, stepDown, log } = parts;
  const onRequest = bearerGuard(token, attempts);
  const config = { rateLimit: false } as const;
  const guarded = { onRequest, config };

  app.get('/standby/hello', { ...guarded, schema: { response: { 200: helloSchema } } }, async () =>
    parts.hello(),
  );
  app.get('/standby/term', { ...guarded, schema: { response: { 200: termSchema } } }, async () => ({
    ...{ term: stepDown.term, role: 'server' as const },
  }));
  app.get(
    '/standby/journal',
    { ...guarded, schema: { querystring: nextSchema } },
    async ({ query: { address: by, ...after } }, reply) => {
      const found = await orBusy(reply, () => shipper.next(after, by));
      if (!found) return reply;
      const shipment: Shipment = {
        kind: found.kind,
        generation: found.kind === 'next' ? found.generation : null,
        seq: (await log.head()).seq,
      };
      return sendBytes(reply, found.kind === 'bytes' ? found.bytes : Buffer.alloc(0), shipment);
    },
  );
  app.post(
    '/standby/base',
    { ...guarded, schema: { body: z.object({ address }), response: { 200: baseSchema } } },
    async ({ body }, reply) =>
      (await orBusy(reply, async () => shipper.beginCopy(body.address))) ?? reply,
  );
  app.get(
    '/standby/base',
    { ...guarded, schema: { querystring: z.object({ offset }) } },
    async ({ query }, reply) => {
      const piece = shipper.readCopy(query.offset, basePieceBytes);
      return piece ? sendBytes(reply, piece) : refuse(reply, 'wrong-state');
    },
  );
  app.post(
    '/standby/base/end',
    { ...guarded, schema: { response: { 200: baseEndSchema } } },
    async (_request, reply) => {
      const wholeFrom = shipper.endCopy();
      return wholeFrom ? { wholeFrom } : refuse(reply, 'wrong-state');
    },
  );
  app.post(
    '/standby/fence',
    { ...guarded, schema: { body: fenceSchema, response: { 200: fencedSchema } } },
    async ({ body }, reply) => {
      if (!stepDown.fence(body)) return refuse(reply, 'wrong-state');
      // What was asked for before has been committed: only then is the end the end.
      await log.idle();
      return { end: shipper.end() };
    },
  );
}

async function orBusy<T>(reply: FastifyReply, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AnotherStandby)) throw error;
    const message = `Un autre serveur de secours suit déjà : ${error.message}. Attendu : un seul.`;
    await refuse(reply, 'wrong-state', { message });
    return null;
  }
}

/** Bytes with their hash: what is damaged on the way is not taken. */
function sendBytes(reply: FastifyReply, bytes: Buffer, shipment?: Shipment): FastifyReply {
  if (shipment) reply.header(shipmentHeader, JSON.stringify(shipment));
  return reply
    .header(hashHeader, createHash('sha256').update(bytes).digest('hex'))
    .type('application/octet-stream')
    .send(bytes);
}
