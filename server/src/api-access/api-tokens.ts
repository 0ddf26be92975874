import { createHash } from 'node:crypto';
import { loadApiAccess, noteTokenUse } from '@vigie/db/api-access-rows';
import type { Database } from '@vigie/db/database';
import { appendRead } from '@vigie/db/queries/reads';
import type { EventLog } from '@vigie/db/event-log';
import {
  apiAccessStreamId,
  type ApiAccessState,
  type ApiToken,
} from '@vigie/shared/api-access/api-access';
import type { Clock } from '../clock.ts';
import type { Staff } from '../people/staff.ts';
import type { Viewer } from '../people/viewer.ts';

export interface ApiTokenParts {
  readonly database: Database;
  readonly log: Pick<EventLog, 'follow'>;
  readonly staff: Pick<Staff, 'person'>;
  readonly clock: Clock;
}

/** The tokens of other programs, found by the hash of what is shown (ACCESS-2). Closed by its owner. */
export class ApiTokens {
  readonly #parts: ApiTokenParts;
  readonly #unfollow: () => void;
  #byHash: ReadonlyMap<string, ApiToken>;

  constructor(parts: ApiTokenParts) {
    this.#parts = parts;
    this.#byHash = tokensIn(loadApiAccess(parts.database));
    this.#unfollow = parts.log.follow(({ changed }) => {
      const change = changed['api-access'].get(apiAccessStreamId);
      if (change) this.#byHash = tokensIn(change.after);
    });
  }

  /** Whom a header `Bearer …` proves, with what it may do; null for one that is unknown, over or revoked. */
  identify(authorization: string | undefined): Viewer | null {
    const shown = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (shown === undefined) return null;
    const token = this.#byHash.get(createHash('sha256').update(shown).digest('hex'));
    const person = token && this.#parts.staff.person(token.personId);
    if (!token || !person?.active) return null;
    if (token.revokedAt !== null || token.expiresAt <= this.#parts.clock.now()) return null;
    const { id, scopes } = token;
    return {
      person,
      sessionId: `token:${id}`,
      mustChoosePassword: false,
      mustEnrol: false,
      token: { id, scopes },
    };
  }

  /** Traces a use of a token (ACCESS-3), whatever it asks for; what cannot be traced throws, and is not answered. */
  traceUse(viewer: Viewer, origin: string): void {
    const { token, person } = viewer;
    if (!token) return;
    const { database, clock } = this.#parts;
    const at = clock.now();
    const read = {
      at,
      personId: person.id,
      act: 'use-token',
      ticketId: null,
      mailId: null,
    } as const;
    const use = () => {
      appendRead(database, { ...read, origin });
      noteTokenUse(database, token.id, at);
    };
    database.drizzle.transaction(use, { behavior: 'immediate' });
  }

  close(): void {
    this.#unfollow();
  }
}

function tokensIn(state: ApiAccessState | null): Map<string, ApiToken> {
  return new Map(Object.values(state?.tokens ?? {}).map((token) => [token.sha256, token]));
}
