import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The one row of tokens and webhooks, as the fold of their events (LOG-3). */
export const apiAccess = sqliteTable('api_access', {
  id: text().$type<'api-access'>().primaryKey(),
  state: text().notNull(),
});

/** When each token was last used: not an event, since every use stands in the trace of reads (ACCESS-3). */
export const tokenUses = sqliteTable('token_uses', {
  tokenId: text('token_id').primaryKey(),
  lastUsedAt: integer('last_used_at').notNull(),
  uses: integer().notNull(),
});

/** How far each webhook has been told, and how its deliveries stand. */
export const webhookDeliveries = sqliteTable('webhook_deliveries', {
  webhookId: text('webhook_id').primaryKey(),
  cursor: integer().notNull(),
  failures: integer().notNull(),
  lastSuccessAt: integer('last_success_at'),
  lastFailureAt: integer('last_failure_at'),
  lastFailure: text('last_failure'),
});
