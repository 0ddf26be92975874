import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { PasskeyRow } from '../writes.ts';

/** Each person's secret: an argon2id hash, never the password (ACCESS-2). */
export const credentials = sqliteTable('credentials', {
  personId: text('person_id').primaryKey(),
  hash: text().notNull(),
  mustChoose: integer('must_choose', { mode: 'boolean' }).notNull(),
});

/** The key of each person's app, sealed with the installation's secret, and the last step it was used for (ACCESS-2). */
export const totpKeys = sqliteTable('totp_keys', {
  personId: text('person_id').primaryKey(),
  sealed: blob({ mode: 'buffer' }).notNull(),
  lastStep: integer('last_step').notNull(),
  since: integer().notNull(),
});

/** What opens the door when the telephone is lost, each once: only the SHA-256 stands here (ACCESS-2). */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    sha256: text().primaryKey(),
    personId: text('person_id').notNull(),
    spentAt: integer('spent_at'),
  },
  (table) => [index('recovery_codes_by_person').on(table.personId)],
);

/** Passkeys: what proves each (its public half), as WebAuthn has it (ACCESS-2). */
export const passkeys = sqliteTable(
  'passkeys',
  {
    id: text().primaryKey(),
    personId: text('person_id').notNull(),
    publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
    /** The device's own count of uses: one that falls back is a copy. */
    counter: integer().notNull(),
    transports: text({ mode: 'json' }).$type<PasskeyRow['transports']>().notNull(),
    name: text().notNull(),
    since: integer().notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('passkeys_by_person').on(table.personId)],
);

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

/**
 * Screens that only watch: no person's, and never signed out by rest (ACCESS-2). A wall is let in once
 * by a code, then by a token of its own; of both, the SHA-256 stands here. Revoking removes the row.
 */
export const walls = sqliteTable(
  'walls',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: integer('made_at').notNull(),
    codeSha256: text('code_sha256'),
    /** The first instant at which the code opens nothing any more. */
    codeUntil: integer('code_until').notNull(),
    tokenSha256: text('token_sha256'),
    seenAt: integer('seen_at'),
    origin: text(),
  },
  (table) => [
    uniqueIndex('walls_by_code').on(table.codeSha256),
    uniqueIndex('walls_by_token').on(table.tokenSha256),
  ],
);
