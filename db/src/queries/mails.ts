import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { MailPlace } from '@vigie/shared/ticket/decide-merge';
import type { ReplyState } from '@vigie/shared/ticket/ticket';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { mails, outbox } from '../schema/content.ts';
import { mailPlaces } from '../schema/projections.ts';
import type { MailRow } from '../writes.ts';

/** A mail with its place in the order of arrival, and, of ours, where it stands on its way (MAIL-8). */
export interface StoredMail extends MailRow {
  readonly no: number;
  readonly state: ReplyState | null;
  readonly cause: string | null;
}

export interface MailsPage {
  readonly mails: readonly StoredMail[];
  /** Passed as `before` for the following page; null at the end. */
  readonly next: number | null;
}

const statements = prepared((orm) => {
  const stored = () =>
    orm
      .select({ ...getTableColumns(mails), state: outbox.state, cause: outbox.cause })
      .from(mails)
      .leftJoin(outbox, eq(outbox.mailId, mails.id));
  return {
    byId: stored()
      .where(eq(mails.id, sql.placeholder('id')))
      .prepare(),
    ofTicket: stored()
      .where(eq(mails.ticketId, sql.placeholder('ticketId')))
      .orderBy(asc(mails.at), asc(mails.no))
      .prepare(),
    places: orm
      .select({
        id: mails.id,
        direction: mails.direction,
        kind: mails.kind,
        at: mails.at,
        homeId: sql<string>`coalesce(${mailPlaces.homeId}, ${mails.ticketId})`,
      })
      .from(mails)
      .leftJoin(mailPlaces, eq(mailPlaces.mailId, mails.id))
      .where(eq(mails.ticketId, sql.placeholder('ticketId')))
      .orderBy(asc(mails.at), asc(mails.no))
      .prepare(),
    byMessageIds: stored()
      .where(sql`${mails.messageId} in (select value from json_each(${sql.placeholder('ids')}))`)
      .orderBy(desc(mails.no))
      .prepare(),
    byRawHash: stored()
      .where(eq(mails.rawSha256, sql.placeholder('sha256')))
      .orderBy(asc(mails.no))
      .prepare(),
    machine: stored()
      .where(
        sql`${mails.kind} = 'machine' and ${mails.ticketId} is null and ${mails.no} < ${sql.placeholder('before')}`,
      )
      .orderBy(desc(mails.no))
      .limit(sql.placeholder('limit'))
      .prepare(),
  };
});

/** One mail, by its id. */
export function mailById(database: Database, id: string): StoredMail | null {
  return statements(database).byId.get({ id }) ?? null;
}

/** The conversation of a ticket, the oldest mail first. */
export function mailsOfTicket(database: Database, ticketId: string): StoredMail[] {
  return statements(database).ofTicket.all({ ticketId });
}

/** The mails that stand in a ticket, oldest first, each with the ticket that it came to. */
export function mailPlacesIn(database: Database, ticketId: string): MailPlace[] {
  return statements(database).places.all({ ticketId });
}

/** Mails, ours and theirs, that bear one of these Message-IDs; the newest first (MAIL-5). */
export function mailsByMessageIds(database: Database, ids: readonly string[]): StoredMail[] {
  if (!ids.length) return [];
  return statements(database).byMessageIds.all({ ids: JSON.stringify(ids) });
}

/** The first mail whose raw bytes have this SHA-256: a message known by its hash (MAIL-2). */
export function mailByRawHash(database: Database, sha256: string): StoredMail | null {
  return statements(database).byRawHash.get({ sha256 }) ?? null;
}

/** Addresses that took part in a ticket's conversation, in lower case (MAIL-5). */
export function participantsOf(database: Database, ticketId: string): Set<string> {
  const participants = new Set<string>();
  for (const mail of mailsOfTicket(database, ticketId)) {
    if (mail.direction === 'out') for (const address of mail.to) add(participants, address);
    // Machines are answered by nobody: a bounce makes its postmaster no participant.
    else if (mail.kind !== 'machine') {
      add(participants, mail.fromAddress);
      if (mail.replyTo !== null) add(participants, mail.replyTo);
    }
  }
  return participants;
}

/** Machine mail that belongs to no ticket, the newest first (MAIL-6). */
export function machineMails(database: Database, before: number | null, limit: number): MailsPage {
  const values = { before: before ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 };
  const found = statements(database).machine.all(values);
  const page = found.slice(0, limit);
  return { mails: page, next: found.length > limit ? (page.at(-1)?.no ?? null) : null };
}

function add(participants: Set<string>, address: string): void {
  participants.add(address.toLowerCase());
}
