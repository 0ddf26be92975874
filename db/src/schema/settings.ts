import { sql } from 'drizzle-orm';
import { blob, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { MailSecret } from '@vigie/shared/mailbox/mailbox';

/** The one row of what was set on screens, as the fold of its events. */
export const settings = sqliteTable('settings', {
  id: text().$type<'settings'>().primaryKey(),
  state: text().notNull(),
});

/** The mailboxes of the service as the fold of their events; those removed stay known. */
export const mailboxes = sqliteTable(
  'mailboxes',
  {
    id: text().primaryKey(),
    address: text().notNull(),
    standing: text().$type<'active' | 'paused' | 'removed'>().notNull(),
    state: text().notNull(),
  },
  (table) => [
    uniqueIndex('mailboxes_by_address')
      .on(sql`lower(${table.address})`)
      .where(sql`standing <> 'removed'`),
  ],
);

/** The one row of what the retention did last. */
export const erasure = sqliteTable('erasure', {
  id: text().$type<'erasure'>().primaryKey(),
  state: text().notNull(),
});

/** Passwords of mailboxes, sealed with the installation's secret: the log never holds them. */
export const mailboxSecrets = sqliteTable(
  'mailbox_secrets',
  {
    mailboxId: text('mailbox_id').notNull(),
    secret: text().$type<MailSecret>().notNull(),
    sealed: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.mailboxId, table.secret] })],
);
