import type { Database } from '@vigie/db/database';
import {
  firstLineOf,
  linesOnTheWay,
  linesThatLeft,
  type OutboxLine as StoredLine,
  type Place,
} from '@vigie/db/queries/outbox-lines';
import { allMailboxes } from '@vigie/db/settings-rows';
import {
  replyStanding,
  replyStandings,
  type ReplyStanding,
} from '@vigie/shared/mail/reply-standing';
import type { OutboxLine, OutboxPage } from '@vigie/shared/wire/outbox';
import { z } from 'zod';
import { givenUpAt } from '../mail/retry.ts';

/** What left is told for so long, in ms; a ticket tells of its own answers for as long as it is kept. */
const toldForMs = 7 * 24 * 3_600_000;
const linesAPage = 50;
const place = /^(\d{1,16})\.([\w-]{1,64})$/;

/** What a reader may ask the outbox for; it stands in the address of the screen as well. */
export const outboxQuerySchema = z.object({
  standing: z.enum(replyStandings).optional(),
  person: z.string().min(1).max(64).optional(),
  mailbox: z.string().min(1).max(64).optional(),
  before: z
    .string()
    .regex(place, 'la place que la page d’avant donne sous « next » est attendue')
    .optional(),
});
type Asked = z.infer<typeof outboxQuerySchema>;

/** Who asks, and when. */
interface Reader {
  readonly cleared: boolean;
  /** False for a token that may not read tickets: it learns how answers stand, and nothing of citizens. */
  readonly readsTickets: boolean;
  readonly now: number;
}

/**
 * The answers on their way, then those that left (MAIL-8). Whoever is not cleared learns of restricted ones on
 * their way that they are there; under a filter not even that, since which of them match would tell more (SYNC-4).
 */
export function outboxPage(database: Database, asked: Asked, reader: Reader): OutboxPage {
  const { before } = asked;
  const onTheWay = before === undefined ? onTheWayOf(database, asked, reader) : [];
  const left = thatLeft(database, asked, reader);
  const shown = left.slice(0, linesAPage);
  const last = left.length > linesAPage ? shown.at(-1) : undefined;
  return {
    replies: [...onTheWay, ...shown.map((line) => openLine(database, line, reader))],
    next: last ? `${String(last.acceptedAt ?? 0)}.${last.replyId}` : null,
    mailboxes: allMailboxes(database).map(({ id, address }) => ({ id, address })),
  };
}

function onTheWayOf(database: Database, asked: Asked, reader: Reader): OutboxLine[] {
  const { standing, person, mailbox } = asked;
  const isFiltered = (standing ?? person ?? mailbox) !== undefined;
  const lines = linesOnTheWay(database).filter(
    (line) =>
      (standing === undefined || standingOf(line) === standing) &&
      (person === undefined || line.by === person) &&
      (mailbox === undefined || line.mailboxId === mailbox),
  );
  const isOpen = ({ restricted }: StoredLine) => reader.cleared || !restricted;
  // Their order would tell how they stand: the oldest ticket first, after all others.
  const veiled = isFiltered
    ? []
    : lines
        .filter((line) => !isOpen(line))
        .sort(byAge)
        .map(veil);
  return [...lines.filter(isOpen).map((line) => openLine(database, line, reader)), ...veiled];
}

function thatLeft(database: Database, asked: Asked, { cleared, now }: Reader): StoredLine[] {
  const { standing, person = null, mailbox = null } = asked;
  if (standing !== undefined && standing !== 'sent' && standing !== 'bounced') return [];
  return linesThatLeft(database, {
    since: now - toldForMs,
    cleared,
    by: person,
    mailboxId: mailbox,
    bounced: standing === undefined ? null : standing === 'bounced',
    before: placeOf(asked.before),
    limit: linesAPage + 1,
  });
}

function placeOf(before: string | undefined): Place | null {
  const [, acceptedAt, replyId] = place.exec(before ?? '') ?? [];
  return replyId === undefined ? null : { acceptedAt: Number(acceptedAt), replyId };
}

function byAge(one: StoredLine, other: StoredLine): number {
  return one.openedAt - other.openedAt || (one.ticketId < other.ticketId ? -1 : 1);
}

function veil({ ticketId, openedAt }: StoredLine): OutboxLine {
  return { veiled: true, ticketId, openedAt };
}

function openLine(database: Database, line: StoredLine, { readsTickets }: Reader): OutboxLine {
  const { replyId, ticketId, number, restricted, mailboxId, by, state, attempts } = line;
  const { queuedAt, sendAt, acceptedAt } = line;
  const standing = standingOf(line);
  return {
    ...{ veiled: false, replyId, ticketId, number, restricted, mailboxId, by, state, standing },
    subject: readsTickets ? line.subject : '',
    recipient: readsTickets ? line.recipient : '',
    cause: causeOf(database, line, readsTickets),
    ...{ attempts, queuedAt, sendAt, acceptedAt },
    givenUpAt: standing === 'retrying' ? givenUpAt(queuedAt) : null,
  };
}

/** A mail that gave it back says why in its own words, which may name people. */
function causeOf(database: Database, line: StoredLine, readsTickets: boolean): string | null {
  const { bouncedBy, cause } = line;
  if (bouncedBy === null) return cause;
  return readsTickets ? firstLineOf(database, bouncedBy) : null;
}

/** The queries give no withdrawn answer, which alone has no standing. */
function standingOf({ state, attempts, bouncedBy }: StoredLine): ReplyStanding {
  return replyStanding({ state, attempts, bounced: bouncedBy !== null }) ?? 'waiting';
}
