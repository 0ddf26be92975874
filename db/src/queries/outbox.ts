import { and, asc, count, eq, min, sql } from 'drizzle-orm';
import type { ReplyState } from '@vigie/shared/ticket/ticket';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { outbox, replyCounts as counts } from '../schema/content.ts';
import type { OutboxRow } from '../writes.ts';

/** A mail on its way out, and where it stands (MAIL-8). */
export interface OutboxEntry extends OutboxRow {
  readonly state: ReplyState;
  readonly attempts: number;
  readonly cause: string | null;
  readonly acceptedAt: number | null;
  /** Who wrote it; null for what the service sends by itself. */
  readonly by: string | null;
  /** The mailbox that it leaves from. */
  readonly mailboxId: string;
}

// Literal SQL where SQLite must know a partial index again.
const queued = sql`${outbox.state} = 'queued'`;
const automatic = sql`${outbox.kind} = 'acknowledgement'`;
const reply = sql`${outbox.kind} = 'reply'`;
const inMailbox = eq(outbox.mailboxId, sql.placeholder('mailboxId'));
const ofReply = eq(outbox.replyId, sql.placeholder('replyId'));

const statements = prepared((orm) => {
  const entries = () => orm.select().from(outbox);
  return {
    due: entries()
      .where(sql`${queued} and ${inMailbox} and ${outbox.sendAt} <= ${sql.placeholder('at')}`)
      .orderBy(asc(outbox.sendAt), asc(outbox.replyId))
      .limit(sql.placeholder('limit'))
      .prepare(),
    nextDue: orm
      .select({ sendAt: min(outbox.sendAt) })
      .from(outbox)
      .where(and(queued, inMailbox))
      .prepare(),
    sending: entries()
      .where(sql`${outbox.kind} in ('reply', 'acknowledgement') and ${outbox.state} = 'sending'`)
      .prepare(),
    byId: entries().where(ofReply).prepare(),
    byMessageId: entries()
      .where(eq(outbox.messageId, sql.placeholder('messageId')))
      .prepare(),
    ofTicket: entries()
      .where(eq(outbox.ticketId, sql.placeholder('ticketId')))
      .orderBy(asc(outbox.sendAt))
      .prepare(),
    unsent: entries()
      .where(sql`${reply} and ${outbox.state} in ('queued', 'sending', 'failed', 'uncertain')`)
      .orderBy(asc(outbox.sendAt))
      .prepare(),
    unsentOf: orm
      .select({ mails: count() })
      .from(outbox)
      .where(
        sql`${outbox.kind} = 'reply' and ${outbox.state} in ('queued', 'sending', 'failed', 'uncertain') and ${inMailbox}`,
      )
      .prepare(),
    counts: orm.select({ state: counts.state, mails: counts.mails }).from(counts).prepare(),
    markSending: orm
      .update(outbox)
      .set({ state: 'sending', attempts: sql`${outbox.attempts} + 1` })
      .where(and(ofReply, automatic, queued))
      .prepare(),
    defer: orm
      .update(outbox)
      .set({ state: 'queued', sendAt: sql`${sql.placeholder('sendAt')}` })
      .where(and(ofReply, automatic, sql`${outbox.state} in ('queued', 'sending')`))
      .prepare(),
  };
});

/** Queued mails of one mailbox whose time has come, the longest due first. */
export function dueInOutbox(
  database: Database,
  mailboxId: string,
  at: number,
  limit = 100,
): OutboxEntry[] {
  return statements(database).due.all({ mailboxId, at, limit });
}

/** The earliest instant at which a queued mail is to leave from a mailbox; null when none waits. */
export function nextDueInOutbox(database: Database, mailboxId: string): number | null {
  return statements(database).nextDue.get({ mailboxId })?.sendAt ?? null;
}

/** How many answers of people have not certainly left from a mailbox. */
export function unsentOf(database: Database, mailboxId: string): number {
  return statements(database).unsentOf.get({ mailboxId })?.mails ?? 0;
}

/** Mails that were being handed over: after a crash nobody knows whether they left (MAIL-8). */
export function sendingInOutbox(database: Database): OutboxEntry[] {
  return statements(database).sending.all();
}

/** One outgoing mail. */
export function outboxEntry(database: Database, replyId: string): OutboxEntry | null {
  return statements(database).byId.get({ replyId }) ?? null;
}

/** The outgoing mail with this Message-ID: ours, where a copy or a bounce names it (MAIL-8). */
export function outboxByMessageId(database: Database, messageId: string): OutboxEntry | null {
  return statements(database).byMessageId.get({ messageId }) ?? null;
}

/** Everything that went or goes out of a ticket. */
export function outboxOfTicket(database: Database, ticketId: string): OutboxEntry[] {
  return statements(database).ofTicket.all({ ticketId });
}

/** Answers of people that have not certainly left: queued, sending, failed, uncertain. */
export function unsentReplies(database: Database): OutboxEntry[] {
  return statements(database).unsent.all();
}

/** How many answers of people stand in which state; however many, at one price. */
export function replyCounts(database: Database): Readonly<Record<ReplyState, number>> {
  const none = { queued: 0, sending: 0, sent: 0, failed: 0, uncertain: 0, withdrawn: 0 };
  const rows = statements(database).counts.all();
  return { ...none, ...Object.fromEntries(rows.map(({ state, mails }) => [state, mails])) };
}

/** A queued acknowledgement is being handed over. False when it is not queued any more. */
export function markAcknowledgementSending(database: Database, replyId: string): boolean {
  return statements(database).markSending.run({ replyId }).changes === 1;
}

/** An acknowledgement is tried again at this instant. False when it has left or been abandoned. */
export function deferAcknowledgement(database: Database, replyId: string, sendAt: number): boolean {
  return statements(database).defer.run({ replyId, sendAt }).changes === 1;
}
