import { and, asc, count, desc, eq, gt, inArray, lte, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { ledger, mails, outbox } from '../schema/content.ts';
import { tickets } from '../schema/projections.ts';
import type { LedgerRow } from '../writes.ts';
import { answerHasLeft, answersFromElsewhere, ticketOfAnswer } from './answers.ts';

/** A mail that a figure counts (MET-2): when, whose ticket it belongs to, and its UID where the ledger tells it. */
export interface CountedMail {
  readonly at: number;
  readonly uid: number | null;
  readonly ticket: {
    readonly id: string;
    readonly number: string;
    readonly restricted: boolean;
  } | null;
}

/** Citizens' mails, or people's answers, of a stretch: the later end included, as the live figure has it. */
export interface MailStretch {
  readonly afterMs: number;
  readonly untilMs: number;
}

/** The place of a message in its mailbox's ledger. */
export type LedgerPlace = Pick<LedgerRow, 'uidValidity' | 'uid'>;

export interface MailPage {
  readonly offset: number;
  readonly limit: number;
}

const page = { limit: sql.placeholder('limit'), offset: sql.placeholder('offset') };
const [after, until] = [sql.placeholder('afterMs'), sql.placeholder('untilMs')];
const place = { uidValidity: ledger.uidValidity, uid: ledger.uid };
const ofTicket = { id: tickets.id, number: tickets.number, restricted: tickets.restricted };

const isReceived = and(
  gt(mails.at, after),
  lte(mails.at, until),
  eq(mails.direction, 'in'),
  inArray(mails.kind, ['citizen', 'quarantined']),
);
const isAnswer = and(answerHasLeft, gt(outbox.acceptedAt, after), lte(outbox.acceptedAt, until));
const isFromElsewhere = and(gt(mails.at, after), lte(mails.at, until), answersFromElsewhere);
const behind = and(
  eq(ledger.mailboxId, sql.placeholder('mailboxId')),
  sql`(${ledger.uidValidity}, ${ledger.uid}) < (${sql.placeholder('uidValidity')}, ${sql.placeholder('uid')})`,
);
/** Behind every UIDVALIDITY, which is digits. */
const end: LedgerPlace = { uidValidity: ':', uid: 0 };

const statements = prepared((orm) => {
  const entries = (where: SQL | undefined) =>
    orm
      .select({ ...place, at: ledger.at, ticket: ofTicket })
      .from(ledger)
      .leftJoin(mails, eq(mails.id, ledger.mailId))
      .leftJoin(tickets, eq(tickets.id, mails.ticketId))
      .where(where)
      .orderBy(desc(ledger.uidValidity), desc(ledger.uid))
      .limit(page.limit)
      .prepare();
  const answers = unionAll(
    orm
      .select({
        id: sql<string>`${outbox.replyId}`.as('answer_id'),
        at: sql<number>`${outbox.acceptedAt}`.as('left_at'),
        ticketId: sql<string | null>`${ticketOfAnswer}`.as('of_ticket'),
      })
      .from(outbox)
      .leftJoin(mails, eq(mails.id, outbox.mailId))
      .where(isAnswer),
    orm
      .select({
        id: sql<string>`${mails.id}`.as('answer_id'),
        at: sql<number>`${mails.at}`.as('left_at'),
        ticketId: sql<string | null>`${mails.ticketId}`.as('of_ticket'),
      })
      .from(mails)
      .where(isFromElsewhere),
  ).as('answers');
  return {
    received: orm
      .select({ at: mails.at, ticket: ofTicket })
      .from(mails)
      .leftJoin(tickets, eq(tickets.id, mails.ticketId))
      .where(isReceived)
      .orderBy(asc(mails.at), asc(mails.no))
      .limit(page.limit)
      .offset(page.offset)
      .prepare(),
    receivedCount: orm.select({ mails: count() }).from(mails).where(isReceived).prepare(),
    answers: orm
      .select({ at: answers.at, ticket: ofTicket })
      .from(answers)
      .leftJoin(tickets, eq(tickets.id, answers.ticketId))
      .orderBy(asc(answers.at), asc(answers.id))
      .limit(page.limit)
      .offset(page.offset)
      .prepare(),
    answerCount: orm.select({ mails: count() }).from(answers).prepare(),
    entries: entries(behind),
    entriesOf: entries(and(behind, eq(ledger.outcome, sql.placeholder('outcome')))),
  };
});

/** The citizens' mails that came in a stretch, and how many there are. */
export function receivedMails(database: Database, stretch: MailStretch, asked: MailPage) {
  const { received, receivedCount } = statements(database);
  return {
    count: receivedCount.get({ ...stretch })?.mails ?? 0,
    mails: received.all({ ...stretch, ...asked }).map((mail) => ({ ...mail, uid: null })),
  };
}

/** The answers of people that left in a stretch, from here or from elsewhere, and how many there are (MET-2). */
export function sentAnswers(database: Database, stretch: MailStretch, asked: MailPage) {
  const { answers, answerCount } = statements(database);
  return {
    count: answerCount.get({ ...stretch })?.mails ?? 0,
    mails: answers.all({ ...stretch, ...asked }).map((mail) => ({ ...mail, uid: null })),
  };
}

/**
 * The entries of a mailbox's ledger, the newest first; of one outcome, or all (MAIL-2). A page goes on behind a
 * place, since mail arrives in front while somebody reads.
 */
export function ledgerEntries(
  database: Database,
  {
    mailboxId,
    outcome,
  }: { readonly mailboxId: string; readonly outcome: LedgerRow['outcome'] | null },
  { before, limit }: { readonly before: LedgerPlace | null; readonly limit: number },
) {
  const { entries, entriesOf } = statements(database);
  const asked = { mailboxId, limit, ...(before ?? end) };
  return outcome === null ? entries.all(asked) : entriesOf.all({ ...asked, outcome });
}
