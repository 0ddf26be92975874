import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Each person's secret: an argon2id hash, never the password (ACCESS-2). */
export const credentials = sqliteTable('credentials', {
  personId: text('person_id').primaryKey(),
  hash: text().notNull(),
  mustChoose: integer('must_choose', { mode: 'boolean' }).notNull(),
});

/** Open sessions. The token itself stays with the browser; its SHA-256 stands here (ACCESS-2). */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    tokenSha256: text('token_sha256').notNull(),
    personId: text('person_id').notNull(),
    createdAt: integer('created_at').notNull(),
    seenAt: integer('seen_at').notNull(),
    /** The first instant at which the session is over, whatever was done in it. */
    expiresAt: integer('expires_at').notNull(),
    origin: text().notNull(),
  },
  (table) => [
    uniqueIndex('sessions_by_token').on(table.tokenSha256),
    index('sessions_by_person').on(table.personId),
    index('sessions_by_end').on(table.expiresAt),
  ],
);
