import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { answerToCommandSchema } from './answer.ts';
import { commandEnvelopeSchema } from './command.ts';
import { frameSchema, heartbeatSchema, presenceSchema, snapshotSchema } from './delta.ts';
import {
  fieldNewsSchema,
  handoverPlaceSchema,
  sheetPresenceSchema,
  sheetSchema,
} from './handover.ts';
import { catchUpSchema, helloSchema, whereaboutsSchema } from './protocol.ts';
import { wireVersion } from './version.ts';

/** All that crosses the socket. */
const wire = {
  commandEnvelope: commandEnvelopeSchema,
  answer: answerToCommandSchema,
  hello: helloSchema,
  catchUp: catchUpSchema,
  whereabouts: whereaboutsSchema,
  snapshot: snapshotSchema,
  frame: frameSchema,
  presence: presenceSchema,
  heartbeat: heartbeatSchema,
  handoverPlace: handoverPlaceSchema,
  sheet: sheetSchema,
  fieldNews: fieldNewsSchema,
  sheetPresence: sheetPresenceSchema,
};

/** The schemas of each version that was ever in use, as a hash. */
const hashes: Record<number, string> = {
  1: '9163f009c5c2dacdce9cb634376922a26e30cbb34555c064430495630b669b40',
  2: '743048f609740b0fdb397b47ed4b3ac4126d8a05ed87da953f4d0e697257d2a1',
  3: '015c779b01fb07f56b15e410a07fde59c04945aca81fb9ed9cbad8bdbcc52a24',
  4: '8770fb4b4d358402c733e2fd58b12c2cbcfd2e03fcabfce7ab0746edc442c33e',
};

test('[SYNC-7] what crosses the socket changes only together with its version', () => {
  const schemas = Object.entries(wire).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { io: 'input' }),
  ]);
  const hash = createHash('sha256').update(JSON.stringify(schemas)).digest('hex');
  expect(
    hash,
    'the wire changed: raise wireVersion in wire/version.ts, then add its hash to this table',
  ).toBe(hashes[wireVersion]);
});
