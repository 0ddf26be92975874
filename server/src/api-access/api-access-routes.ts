import { loadApiAccess, usesOfTokens } from '@vigie/db/api-access-rows';
import type { Database } from '@vigie/db/database';
import { may } from '@vigie/shared/access/may';
import { noApiAccess } from '@vigie/shared/api-access/api-access';
import { apiAccessViewSchema, type ApiAccessView } from '@vigie/shared/wire/api-access';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';
import type { Webhooks } from './webhooks.ts';

export interface ApiAccessRouteParts {
  readonly database: Database;
  readonly staff: Staff;
  readonly clock: Clock;
  readonly webhooks: Pick<Webhooks, 'standing'>;
}

/** The tokens and webhooks of the service, for the commissioner; no secret is among them. */
export function apiAccessRoutes(app: App, parts: ApiAccessRouteParts): void {
  const { staff, clock } = parts;
  app.get(
    '/api/access',
    { schema: { response: { 200: apiAccessViewSchema } } },
    async (request, reply) => {
      const actor = staff.actor(viewerOf(request).person, clock.now());
      return may(actor, 'see-api-access') ? viewOf(parts) : refuse(reply, 'not-allowed');
    },
  );
}

function viewOf({ database, webhooks }: ApiAccessRouteParts): ApiAccessView {
  const state = loadApiAccess(database) ?? noApiAccess;
  const uses = new Map(usesOfTokens(database).map((use) => [use.tokenId, use]));
  const newestFirst = (one: { createdAt: number }, other: { createdAt: number }) =>
    other.createdAt - one.createdAt;
  return {
    tokens: Object.values(state.tokens)
      .toSorted(newestFirst)
      .map(({ sha256: _, ...token }) => {
        const use = uses.get(token.id);
        const scopes = [...token.scopes];
        return { ...token, scopes, lastUsedAt: use?.lastUsedAt ?? null, uses: use?.uses ?? 0 };
      }),
    webhooks: Object.values(state.webhooks)
      .toSorted(newestFirst)
      .flatMap(({ removedAt: _, after: __, ...hook }) => {
        const standing = webhooks.standing(hook.id);
        return standing ? [{ ...hook, events: [...hook.events], ...standing }] : [];
      }),
  };
}
