import { asc, eq, sql } from 'drizzle-orm';
import { erasureStreamId, type ErasureState } from '@vigie/shared/erasure/erasure';
import type { Mailbox } from '@vigie/shared/mailbox/mailbox';
import { settingsStreamId, type SettingsState } from '@vigie/shared/settings/state';
import { placeholdersOf, replacedBy } from './columns.ts';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { erasure, mailboxes, settings } from './schema/settings.ts';

const id = sql.placeholder('id');

const statements = prepared((orm) => ({
  settings: orm.select({ state: settings.state }).from(settings).prepare(),
  putSettings: orm
    .insert(settings)
    .values(placeholdersOf(settings))
    .onConflictDoUpdate({ target: settings.id, set: replacedBy(settings) })
    .prepare(),
  mailbox: orm
    .select({ state: mailboxes.state })
    .from(mailboxes)
    .where(eq(mailboxes.id, id))
    .prepare(),
  mailboxes: orm
    .select({ state: mailboxes.state })
    .from(mailboxes)
    .orderBy(asc(mailboxes.id))
    .prepare(),
  mailboxAt: orm
    .select({ id: mailboxes.id })
    .from(mailboxes)
    .where(
      sql`lower(${mailboxes.address}) = lower(${sql.placeholder('address')}) and ${mailboxes.standing} <> 'removed'`,
    )
    .prepare(),
  putMailbox: orm
    .insert(mailboxes)
    .values(placeholdersOf(mailboxes))
    .onConflictDoUpdate({ target: mailboxes.id, set: replacedBy(mailboxes) })
    .prepare(),
  erasure: orm.select({ state: erasure.state }).from(erasure).prepare(),
  putErasure: orm
    .insert(erasure)
    .values(placeholdersOf(erasure))
    .onConflictDoUpdate({ target: erasure.id, set: replacedBy(erasure) })
    .prepare(),
}));

// The log alone writes these states: what they hold is trusted.

/** What was set on screens, as the log has it; null before the first change. */
export function loadSettings(database: Database): SettingsState | null {
  const row = statements(database).settings.get();
  return row ? (JSON.parse(row.state) as SettingsState) : null;
}

/** Stores what was set on screens as one state of the fold (LOG-3). */
export function storeSettings(database: Database, state: SettingsState): void {
  statements(database).putSettings.run({ id: settingsStreamId, state: JSON.stringify(state) });
}

/** One mailbox as the log has it, removed or not; null when it was never added. */
export function loadMailbox(database: Database, mailboxId: string): Mailbox | null {
  const row = statements(database).mailbox.get({ id: mailboxId });
  return row ? (JSON.parse(row.state) as Mailbox) : null;
}

/** Every mailbox that ever was, in the order of their ids. */
export function allMailboxes(database: Database): Mailbox[] {
  return statements(database)
    .mailboxes.all()
    .map(({ state }) => JSON.parse(state) as Mailbox);
}

/** Whose this address is among the mailboxes that have not been removed. */
export function mailboxAt(database: Database, address: string): string | null {
  return statements(database).mailboxAt.get({ address })?.id ?? null;
}

/** Stores a mailbox as one state of the fold (LOG-3). */
export function storeMailbox(database: Database, mailbox: Mailbox): void {
  const { address, state: standing } = mailbox;
  statements(database).putMailbox.run({
    id: mailbox.id,
    address,
    standing,
    state: JSON.stringify(mailbox),
  });
}

/** What the retention did last, as the log has it; null before its first run. */
export function loadErasure(database: Database): ErasureState | null {
  const row = statements(database).erasure.get();
  return row ? (JSON.parse(row.state) as ErasureState) : null;
}

/** Stores the last run as one state of the fold (LOG-3). */
export function storeErasure(database: Database, state: ErasureState): void {
  statements(database).putErasure.run({ id: erasureStreamId, state: JSON.stringify(state) });
}
