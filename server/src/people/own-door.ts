import type { FastifyReply, FastifyRequest } from 'fastify';
import { guard, originOf, viewerOf, type Identify } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Signatures } from './signatures.ts';

export interface OwnDoorParts {
  readonly identify: Identify;
  /** One's own password, asked for again: it is checked as under a signature. */
  readonly signatures: Signatures;
}

/**
 * What guards the routes by which people change how they sign in (ACCESS-2): a session, also of somebody
 * who must enrol first; never a program's token; and one's own password, asked for again.
 */
export function ownDoor({ identify, signatures }: OwnDoorParts) {
  return {
    onRequest: [guard(identify, { beforeFactor: true }), refuseTokens],
    isThem: async (
      request: FastifyRequest,
      reply: FastifyReply,
      password: string,
    ): Promise<boolean> => {
      const { person } = viewerOf(request);
      const checked = await signatures.check(person, password, originOf(request));
      if (!checked.ok) await refuse(reply, checked.refusal);
      return checked.ok;
    },
  };
}

async function refuseTokens(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (viewerOf(request).token) await refuse(reply, 'not-allowed');
}
