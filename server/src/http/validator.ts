import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { faultText, parseInFrench } from '../desk/fault-text.ts';

/** Input that does not fit its schema; the message says in French where, and what was expected. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly statusCode = 422;
}

/** Validates what a route takes by its zod schema, with messages in French. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (input: unknown) => {
    const parsed = parseInFrench(schema, input);
    return parsed.success
      ? { value: parsed.data }
      : { error: new BadInput(faultText(parsed.error)) };
  };
