import type { Writes } from '@vigie/db/writes';
import { evolve } from '@vigie/shared/ticket/evolve';
import type { TicketEvent } from '@vigie/shared/ticket/events';
import { acknowledgementLetter } from '../../mail/acknowledgement-letter.ts';
import type { YearDesk } from './year-desk.ts';
import { rowsOf, type YearMail } from './year-post.ts';
import { identity } from './year-identity.ts';

/** How a ticket of the year begins. */
export interface Opening {
  readonly mail: YearMail;
  readonly number: string;
  readonly quarantined: boolean;
  readonly linkedTo: readonly string[];
}

export interface Opened {
  readonly ticketId: string;
  readonly number: string;
  /** Null where nothing was sent by itself. */
  readonly acknowledgementId: string | null;
}

/** A mail opens a ticket, which is acknowledged in the same transaction (MAIL-7). */
export function openTicket(desk: YearDesk, opening: Opening): Opened {
  const { mail, number, quarantined, linkedTo } = opening;
  const ticketId = desk.newId();
  const { mailId, incoming, at } = mail.filing;
  const { mailboxId, receivedAt } = incoming;
  const command = { mailboxId, mailId, receivedAt, number, quarantined, linkedTo };
  const { finding } = mail.letter;
  const opened = desk.judge(ticketId, { type: 'open-ticket', finding, ...command }, null);
  const replyId = desk.newId();
  const acknowledged = quarantined ? [] : acknowledge(desk, ticketId, opened, replyId);
  const isSent = acknowledged.some(({ type }) => type === 'acknowledgement-queued');
  const ours = isSent ? letterOf(desk, opening, { ticketId, replyId }) : {};
  const theirs = rowsOf(mail, quarantined ? 'quarantined' : 'ticket', ticketId);
  const sender = mail.from.name || mail.from.address;
  const words = { ticketId, subject: mail.letter.subject, sender, address: mail.from.address };
  desk.happen(
    'system',
    'receive-mail',
    { stream: 'ticket', id: ticketId, events: [...opened, ...acknowledged] },
    {
      ...theirs,
      ...ours,
      mails: [...(theirs.mails ?? []), ...(ours.mails ?? [])],
      ticketWords: [words],
    },
  );
  return { ticketId, number, acknowledgementId: isSent ? replyId : null };

  function acknowledge(
    judge: YearDesk,
    id: string,
    [event]: readonly TicketEvent[],
    ackId: string,
  ): readonly TicketEvent[] {
    if (!event) return [];
    const recorded = { seq: judge.log.seq + 1, at, by: 'system', streamId: id, event };
    const ticket = evolve(null, recorded);
    return judge.judge(id, { type: 'queue-acknowledgement', replyId: ackId, sendAt: at }, ticket);
  }
}

function letterOf(
  desk: YearDesk,
  { mail, number }: Opening,
  { ticketId, replyId }: { ticketId: string; replyId: string },
): Writes {
  const { at, incoming } = mail.filing;
  const recipient = mail.from.address;
  const mailId = desk.newId();
  const letter = acknowledgementLetter(
    {
      ...{ mailId, replyId, ticketId, number, recipient, at },
      mailboxId: incoming.mailboxId,
      receivedAt: incoming.receivedAt,
      inReplyTo: mail.row.messageId,
    },
    identity,
  );
  const { messageId } = letter;
  const kind = 'acknowledgement' as const;
  return {
    mails: [letter],
    outbox: [{ replyId, mailId, ticketId, kind, messageId, recipient, sendAt: at }],
  };
}
