import type { Actor } from '../access/actor.ts';
import { may } from '../access/may.ts';
import type { Person } from '../people/person.ts';
import { accept, refuse, type Decision } from '../ticket/decision.ts';
import type { ApiAccessEvent, ApiAccessState, HookEvent } from './api-access.ts';
import type { Scope } from './scope.ts';

/** What somebody wants of the ways in and out, as the judge sees it. */
export type ApiAccessCommand =
  | {
      readonly type: 'create-token';
      readonly tokenId: string;
      readonly name: string;
      readonly scopes: readonly Scope[];
      /** Whom it is to act for; null where nobody of that id was ever added. */
      readonly person: Person | null;
      readonly sha256: string;
      readonly expiresAt: number;
    }
  | { readonly type: 'revoke-token'; readonly tokenId: string }
  | {
      readonly type: 'create-webhook';
      readonly webhookId: string;
      readonly name: string;
      readonly url: string;
      readonly events: readonly HookEvent[];
      readonly personal: boolean;
      /** False where this installation may not call that address. */
      readonly urlAllowed: boolean;
    }
  | { readonly type: 'remove-webhook'; readonly webhookId: string };

/** A token lasts so long at most, in ms: whoever needs it longer looks at it again. */
export const longestTokenMs = 366 * 24 * 60 * 60_000;
/** So many of each stand at once. */
const mostOfEach = 50;

/** Judges a change of tokens and webhooks (ACCESS-1): the commissioner's alone. */
export function decideApiAccess(
  { tokens, webhooks }: ApiAccessState,
  command: ApiAccessCommand,
  actor: Actor,
  at: number,
): Decision<ApiAccessEvent> {
  if (!may(actor, command.type)) return refuse('not-allowed');
  switch (command.type) {
    case 'create-token': {
      const { person, expiresAt, tokenId, name, scopes, sha256 } = command;
      if (!person?.active) return refuse('unknown-person');
      if (expiresAt <= at) return refuse('in-the-past');
      const standing = Object.values(tokens).filter(
        (token) => token.revokedAt === null && token.expiresAt > at,
      );
      if (standing.length >= mostOfEach || expiresAt > at + longestTokenMs) {
        return refuse('limit-reached');
      }
      const personId = person.id;
      return accept({ type: 'token-created', tokenId, name, scopes, personId, sha256, expiresAt });
    }
    case 'revoke-token': {
      const token = tokens[command.tokenId];
      if (!token) return refuse('not-found');
      if (token.revokedAt !== null) return refuse('unchanged');
      return accept({ type: 'token-revoked', tokenId: token.id });
    }
    case 'create-webhook': {
      const { webhookId, name, url, events, personal, urlAllowed } = command;
      if (!urlAllowed) return refuse('address-not-allowed');
      const standing = Object.values(webhooks).filter(({ removedAt }) => removedAt === null);
      if (standing.length >= mostOfEach) return refuse('limit-reached');
      return accept({ type: 'webhook-created', webhookId, name, url, events, personal });
    }
    case 'remove-webhook': {
      const hook = webhooks[command.webhookId];
      if (!hook) return refuse('not-found');
      if (hook.removedAt !== null) return refuse('unchanged');
      return accept({ type: 'webhook-removed', webhookId: hook.id });
    }
  }
}
