import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { mailboxSecrets } from '../schema/settings.ts';
import type { MailboxSecretRow } from '../writes.ts';

const statements = prepared((orm) => ({
  ofMailbox: orm
    .select()
    .from(mailboxSecrets)
    .where(eq(mailboxSecrets.mailboxId, sql.placeholder('mailboxId')))
    .prepare(),
}));

/** The sealed passwords of a mailbox: useless without the installation's secret. */
export function sealedSecrets(database: Database, mailboxId: string): MailboxSecretRow[] {
  return statements(database).ofMailbox.all({ mailboxId });
}
