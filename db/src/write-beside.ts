import { eq, sql } from 'drizzle-orm';
import { placeholdersOf, replacedBy } from './columns.ts';
import type { Database } from './database.ts';
import { pruneHandoverTexts, putHandoverPart, putHandoverText } from './handover-texts.ts';
import { prepared } from './prepared.ts';
import { credentials, sessions } from './schema/access.ts';
import { attachFile, detachFile, leaveFiles } from './queries/answer-files.ts';
import { firstMailboxId } from '@vigie/shared/mailbox/mailbox';
import { drafts, ledger, mails, outbox, ticketWords, words } from './schema/content.ts';
import { eraseHandover, eraseOthers, eraseTicket } from './erase.ts';
import {
  endSecondFactors,
  putRecoveryCodes,
  putTotpKey,
  spendCode,
} from './queries/second-factors.ts';
import { endPasskey, putPasskey } from './queries/passkeys.ts';
import { learnWords } from './search-words.ts';
import { mailboxSecrets } from './schema/settings.ts';
import type { DraftRow, LedgerRow, MailRow, OutboxRow, SentDraftRow, Writes } from './writes.ts';

const statements = prepared((orm) => ({
  words: orm.insert(words).values(placeholdersOf(words)).prepare(),
  // Of a text that is refused again and again the newest state stands.
  kept: orm
    .insert(words)
    .values(placeholdersOf(words))
    .onConflictDoUpdate({ target: words.id, set: replacedBy(words) })
    .prepare(),
  ticketWords: orm
    .insert(ticketWords)
    .values(placeholdersOf(ticketWords))
    .onConflictDoUpdate({ target: ticketWords.ticketId, set: replacedBy(ticketWords) })
    .prepare(),
  mail: orm.insert(mails).values(placeholdersOf(mails)).prepare(),
  outbox: orm
    .insert(outbox)
    // A mail leaves from the mailbox that its own row names.
    .values({
      ...placeholdersOf(outbox),
      mailboxId: sql`coalesce((select mailbox_id from mails where id = ${sql.placeholder('mailId')}), ${firstMailboxId})`,
    })
    .prepare(),
  mailboxSecret: orm
    .insert(mailboxSecrets)
    .values(placeholdersOf(mailboxSecrets))
    .onConflictDoUpdate({
      target: [mailboxSecrets.mailboxId, mailboxSecrets.secret],
      set: replacedBy(mailboxSecrets),
    })
    .prepare(),
  endSecrets: orm
    .delete(mailboxSecrets)
    .where(eq(mailboxSecrets.mailboxId, sql.placeholder('mailboxId')))
    .prepare(),
  // What was counted as vanished may turn up after all; any other outcome is final.
  ledger: orm
    .insert(ledger)
    .values(placeholdersOf(ledger))
    .onConflictDoUpdate({
      target: [ledger.mailboxId, ledger.uidValidity, ledger.uid],
      set: replacedBy(ledger),
      setWhere: sql`${ledger.outcome} = 'vanished' and excluded.outcome <> 'vanished'`,
    })
    .prepare(),
  // A save that arrives late changes nothing: what counts is the token, then the revision (LOCK-8).
  draft: orm
    .insert(drafts)
    .values(placeholdersOf(drafts))
    .onConflictDoUpdate({
      target: drafts.ticketId,
      set: replacedBy(drafts),
      setWhere: sql`(excluded.token, excluded.revision) > (${drafts.token}, ${drafts.revision})`,
    })
    .prepare(),
  // The desk has checked the token of an answer: its words replace whatever was saved before.
  sentDraft: orm
    .insert(drafts)
    .values({ ...placeholdersOf(drafts), revision: 0 })
    .onConflictDoUpdate({
      target: drafts.ticketId,
      set: { ...replacedBy(drafts), revision: sql`${drafts.revision}` },
    })
    .prepare(),
  endDraft: orm
    .delete(drafts)
    .where(eq(drafts.ticketId, sql.placeholder('ticketId')))
    .prepare(),
  credential: orm
    .insert(credentials)
    .values(placeholdersOf(credentials))
    .onConflictDoUpdate({ target: credentials.personId, set: replacedBy(credentials) })
    .prepare(),
  endSessions: orm
    .delete(sessions)
    .where(eq(sessions.personId, sql.placeholder('personId')))
    .prepare(),
}));

/** Stores what a transaction writes beside the log, within that transaction (LOG-2). */
export function writeBeside(database: Database, writes: Writes): void {
  const put = statements(database);
  for (const row of writes.words ?? []) {
    (row.kind === 'kept' ? put.kept : put.words).run({ ...row });
  }
  for (const row of writes.ticketWords ?? []) put.ticketWords.run({ ...row });
  for (const row of writes.mails ?? []) putMail(database, row);
  for (const row of writes.outbox ?? []) putOutbox(database, row);
  for (const row of writes.ledger ?? []) putLedger(database, row);
  if (writes.draft) putDraft(database, writes.draft);
  if (writes.attachFile !== undefined) attachFile(database, writes.attachFile);
  if (writes.detachFile !== undefined) detachFile(database, writes.detachFile);
  if (writes.handoverText) putHandoverText(database, writes.handoverText);
  for (const row of writes.handoverParts ?? []) putHandoverPart(database, row);
  if (writes.pruneTextsOf !== undefined) pruneHandoverTexts(database, writes.pruneTextsOf);
  if (writes.credential) put.credential.run({ ...writes.credential });
  writeFactors(database, writes);
  for (const row of writes.mailboxSecrets ?? []) {
    put.mailboxSecret.run({ ...row, sealed: Buffer.from(row.sealed) });
  }
  if (writes.endSecretsOf !== undefined) put.endSecrets.run({ mailboxId: writes.endSecretsOf });
  for (const ticketId of writes.eraseTickets ?? []) eraseTicket(database, ticketId);
  for (const handoverId of writes.eraseHandovers ?? []) eraseHandover(database, handoverId);
  if (writes.eraseOthers) eraseOthers(database, writes.eraseOthers);
  if (writes.endSessionsOf !== undefined) {
    put.endSessions.run({ personId: writes.endSessionsOf });
  }
}

function writeFactors(database: Database, writes: Writes): void {
  if (writes.endFactorsOf !== undefined) {
    endSecondFactors(database, writes.endFactorsOf);
    endPasskey(database, writes.endFactorsOf, null);
  }
  if (writes.endTotpOf !== undefined) endSecondFactors(database, writes.endTotpOf);
  if (writes.passkey) putPasskey(database, writes.passkey);
  if (writes.endPasskey) endPasskey(database, writes.endPasskey.personId, writes.endPasskey.id);
  if (writes.totpKey) putTotpKey(database, writes.totpKey);
  if (writes.recoveryCodes) putRecoveryCodes(database, writes.recoveryCodes);
  if (writes.spentCode) spendCode(database, writes.spentCode);
}

/** Ends a ticket's draft: its words have left, or nobody will send them. Its files are no draft's any more. */
export function endDraft(database: Database, ticketId: string): void {
  leaveFiles(database, ticketId);
  statements(database).endDraft.run({ ticketId });
}

/**
 * Records what became of a message (MAIL-2). What had vanished may be found again; a message that
 * has any other outcome already is a bug and throws.
 */
export function putLedger(database: Database, row: LedgerRow): void {
  const { changes } = statements(database).ledger.run({ ...row });
  if (changes === 0) throw new Error(`message ${String(row.uid)} of the mailbox has its outcome`);
}

function putMail(database: Database, row: MailRow): void {
  statements(database).mail.run({ ...row, no: null });
  learnWords(database, [row.subject, row.text, row.fromName, row.fromAddress]);
}

function putOutbox(database: Database, row: OutboxRow): void {
  const left = { acceptedAt: null, by: null, bouncedBy: null };
  const fresh = { state: 'queued', attempts: 0, cause: null, ...left };
  statements(database).outbox.run({ ...row, ...fresh });
}

function putDraft(database: Database, row: DraftRow | SentDraftRow): void {
  const { draft, sentDraft } = statements(database);
  if ('revision' in row) draft.run({ ...row });
  else sentDraft.run({ ...row });
}
