import { sql } from 'drizzle-orm';
import { apiAccessStreamId, type ApiAccessState } from '@vigie/shared/api-access/api-access';
import { placeholdersOf, replacedBy } from './columns.ts';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { apiAccess, tokenUses, webhookDeliveries } from './schema/api-access.ts';

/** How far a webhook has been told. */
export type WebhookDelivery = typeof webhookDeliveries.$inferSelect;

const statements = prepared((orm) => ({
  state: orm.select({ state: apiAccess.state }).from(apiAccess).prepare(),
  put: orm
    .insert(apiAccess)
    .values(placeholdersOf(apiAccess))
    .onConflictDoUpdate({ target: apiAccess.id, set: replacedBy(apiAccess) })
    .prepare(),
  uses: orm.select().from(tokenUses).prepare(),
  use: orm
    .insert(tokenUses)
    .values({ ...placeholdersOf(tokenUses), uses: 1 })
    .onConflictDoUpdate({
      target: tokenUses.tokenId,
      set: { lastUsedAt: sql`excluded.last_used_at`, uses: sql`${tokenUses.uses} + 1` },
    })
    .prepare(),
  deliveries: orm.select().from(webhookDeliveries).prepare(),
  putDelivery: orm
    .insert(webhookDeliveries)
    .values(placeholdersOf(webhookDeliveries))
    .onConflictDoUpdate({
      target: webhookDeliveries.webhookId,
      set: replacedBy(webhookDeliveries),
    })
    .prepare(),
}));

/** Tokens and webhooks as the log has them; null before the first. The log alone writes it: it is trusted. */
export function loadApiAccess(database: Database): ApiAccessState | null {
  const row = statements(database).state.get();
  return row ? (JSON.parse(row.state) as ApiAccessState) : null;
}

/** Stores tokens and webhooks as one state of the fold (LOG-3). */
export function storeApiAccess(database: Database, state: ApiAccessState): void {
  statements(database).put.run({ id: apiAccessStreamId, state: JSON.stringify(state) });
}

/** When each token was last used, and how often. */
export function usesOfTokens(database: Database): (typeof tokenUses.$inferSelect)[] {
  return statements(database).uses.all();
}

/** Notes the use of a token. */
export function noteTokenUse(database: Database, tokenId: string, at: number): void {
  statements(database).use.run({ tokenId, lastUsedAt: at });
}

/** How far each webhook has been told. */
export function webhookDeliveriesOf(database: Database): WebhookDelivery[] {
  return statements(database).deliveries.all();
}

/** Keeps how far a webhook has been told. */
export function putWebhookDelivery(database: Database, delivery: WebhookDelivery): void {
  statements(database).putDelivery.run({ ...delivery });
}
