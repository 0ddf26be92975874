import { and, eq, max, sql, sum } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { ledger, ledgerCounts as counts } from '../schema/content.ts';
import { putLedger } from '../write-beside.ts';
import type { LedgerRow } from '../writes.ts';

const inMailbox = eq(ledger.mailboxId, sql.placeholder('mailboxId'));
const ofValidity = and(inMailbox, eq(ledger.uidValidity, sql.placeholder('uidValidity')));

const statements = prepared((orm) => ({
  entry: orm
    .select()
    .from(ledger)
    .where(and(ofValidity, eq(ledger.uid, sql.placeholder('uid'))))
    .prepare(),
  highestUid: orm
    .select({ uid: max(ledger.uid) })
    .from(ledger)
    .where(ofValidity)
    .prepare(),
  uids: orm
    .select({ uid: ledger.uid, outcome: ledger.outcome })
    .from(ledger)
    .where(ofValidity)
    .orderBy(ledger.uid)
    .prepare(),
  byHash: orm
    .select()
    .from(ledger)
    .where(and(eq(ledger.sha256, sql.placeholder('sha256')), inMailbox))
    .orderBy(ledger.at)
    .prepare(),
  outcomes: orm
    .select({ outcome: counts.outcome, mails: sum(counts.mails).mapWith(Number) })
    .from(counts)
    .groupBy(counts.outcome)
    .prepare(),
  outcomesOf: orm
    .select({ outcome: counts.outcome, mails: counts.mails })
    .from(counts)
    .where(eq(counts.mailboxId, sql.placeholder('mailboxId')))
    .prepare(),
}));

/** The key of a message: mailbox, UIDVALIDITY and UID (MAIL-2). */
export type LedgerKey = Pick<LedgerRow, 'mailboxId' | 'uidValidity' | 'uid'>;

export type LedgerCounts = Readonly<Record<LedgerRow['outcome'], number>>;

const nothing: LedgerCounts = {
  ticket: 0,
  follow_up: 0,
  duplicate: 0,
  machine: 0,
  quarantined: 0,
  vanished: 0,
};

/** What became of this message, or null while it has not been taken in. */
export function ledgerEntry(database: Database, key: LedgerKey): LedgerRow | null {
  return statements(database).entry.get({ ...key }) ?? null;
}

/** The highest UID taken in under this UIDVALIDITY; 0 when there is none. */
export function highestUid(database: Database, mailboxId: string, uidValidity: string): number {
  return statements(database).highestUid.get({ mailboxId, uidValidity })?.uid ?? 0;
}

/** A UID of the ledger with its outcome. */
export type LedgerUid = Pick<LedgerRow, 'uid' | 'outcome'>;

/** Every UID of the ledger under this UIDVALIDITY, in order: what the mailbox is balanced against (MAIL-2). */
export function ledgerUids(
  database: Database,
  mailboxId: string,
  uidValidity: string,
): LedgerUid[] {
  return statements(database).uids.all({ mailboxId, uidValidity });
}

/** Entries of this mailbox whose message had these bytes, the oldest first (MAIL-2). */
export function ledgerByHash(database: Database, mailboxId: string, sha256: string): LedgerRow[] {
  return statements(database).byHash.all({ mailboxId, sha256 });
}

/** How many messages became what, in one mailbox or in all (MAIL-2); however many, at one price. */
export function ledgerCounts(database: Database, mailboxId?: string): LedgerCounts {
  const { outcomes, outcomesOf } = statements(database);
  const rows = mailboxId === undefined ? outcomes.all() : outcomesOf.all({ mailboxId });
  return { ...nothing, ...Object.fromEntries(rows.map(({ outcome, mails }) => [outcome, mails])) };
}

/** Records the outcome of a message that concerns no ticket. A second entry for one message throws. */
export function recordInLedger(database: Database, row: LedgerRow): void {
  putLedger(database, row);
}
