import { and, desc, eq, gte, sql, type SQL } from 'drizzle-orm';
import type { ReplyState } from '@vigie/shared/ticket/ticket';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { mails, outbox, ticketWords } from '../schema/content.ts';
import { tickets } from '../schema/projections.ts';
import { answerHasLeft, ticketOfAnswer } from './answers.ts';

/** An answer of a person on its way or lately left, with what lists call its ticket (MAIL-8). */
export interface OutboxLine {
  readonly replyId: string;
  /** The ticket in which it stands today: a merge may have moved it. */
  readonly ticketId: string;
  readonly number: string;
  readonly restricted: boolean;
  readonly openedAt: number;
  readonly subject: string;
  readonly recipient: string;
  readonly state: ReplyState;
  readonly cause: string | null;
  readonly attempts: number;
  readonly queuedAt: number;
  readonly sendAt: number;
  readonly acceptedAt: number | null;
  readonly by: string | null;
  readonly mailboxId: string;
  readonly bouncedBy: string | null;
}

/** Which of the answers that left; each part only where it is asked for. */
export interface LeftFilter {
  /** Not sent before this instant, in ms. */
  readonly since: number;
  /** Whoever is not cleared gets none of restricted tickets (SYNC-4). */
  readonly cleared: boolean;
  readonly by: string | null;
  readonly mailboxId: string | null;
  /** Null: both those that came back and those that did not. */
  readonly bounced: boolean | null;
  /** Where the page before ended. */
  readonly before: Place | null;
  readonly limit: number;
}

/** The place of a line among those that left. */
export interface Place {
  readonly acceptedAt: number;
  readonly replyId: string;
}

const given = (name: string): SQL => sql`${sql.placeholder(name)}`;
const unlessNull = (name: string, condition: SQL): SQL =>
  sql`(${given(name)} is null or ${condition})`;

const statements = prepared((orm) => {
  const lines = () =>
    orm
      .select({
        replyId: outbox.replyId,
        ticketId: tickets.id,
        number: tickets.number,
        restricted: tickets.restricted,
        openedAt: tickets.openedAt,
        subject: sql<string>`coalesce(${ticketWords.subject}, '')`,
        recipient: outbox.recipient,
        state: outbox.state,
        cause: outbox.cause,
        attempts: outbox.attempts,
        queuedAt: sql<number>`coalesce(${mails.at}, ${outbox.sendAt})`,
        sendAt: outbox.sendAt,
        acceptedAt: outbox.acceptedAt,
        by: outbox.by,
        mailboxId: outbox.mailboxId,
        bouncedBy: outbox.bouncedBy,
      })
      .from(outbox)
      .leftJoin(mails, eq(mails.id, outbox.mailId))
      .innerJoin(tickets, eq(tickets.id, ticketOfAnswer))
      .leftJoin(ticketWords, eq(ticketWords.ticketId, tickets.id));
  return {
    onTheWay: lines()
      .where(
        sql`${outbox.kind} = 'reply' and ${outbox.state} in ('queued', 'sending', 'failed', 'uncertain')`,
      )
      .orderBy(outbox.sendAt, outbox.replyId)
      .prepare(),
    left: lines()
      .where(
        and(
          answerHasLeft,
          gte(outbox.acceptedAt, sql.placeholder('since')),
          sql`${outbox.acceptedAt} <= ${given('until')}`,
          sql`(${outbox.acceptedAt}, ${outbox.replyId}) < (${given('until')}, ${given('untilId')})`,
          sql`(${given('cleared')} or not ${tickets.restricted})`,
          unlessNull('by', sql`${outbox.by} = ${given('by')}`),
          unlessNull('mailboxId', sql`${outbox.mailboxId} = ${given('mailboxId')}`),
          unlessNull('bounced', sql`(${outbox.bouncedBy} is not null) = ${given('bounced')}`),
        ),
      )
      .orderBy(desc(outbox.acceptedAt), desc(outbox.replyId))
      .limit(sql.placeholder('limit'))
      .prepare(),
    textOf: orm
      .select({ text: sql<string>`substr(${mails.text}, 1, 400)` })
      .from(mails)
      .where(eq(mails.id, sql.placeholder('mailId')))
      .prepare(),
  };
});

/** The answers that have not certainly left, the one due first in front; restricted ones included. */
export function linesOnTheWay(database: Database): OutboxLine[] {
  return statements(database).onTheWay.all();
}

/** The answers that left, the last in front. */
export function linesThatLeft(database: Database, filter: LeftFilter): OutboxLine[] {
  const { since, cleared, by, mailboxId, bounced, before, limit } = filter;
  return statements(database).left.all({
    since,
    by,
    mailboxId,
    limit,
    cleared: Number(cleared),
    bounced: bounced === null ? null : Number(bounced),
    until: before?.acceptedAt ?? Number.MAX_SAFE_INTEGER,
    untilId: before?.replyId ?? '',
  });
}

/** The first line of a mail that gave an answer back: it says why in words (MAIL-6); null once erased. */
export function firstLineOf(database: Database, mailId: string): string | null {
  const text = statements(database).textOf.get({ mailId })?.text;
  return text ? (text.split('\n', 1)[0] ?? null) : null;
}
