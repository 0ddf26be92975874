import type { Append, Loaded, Verdict } from '@vigie/db/event-log';
import type { MailRow, TicketWordsRow, Writes } from '@vigie/db/writes';
import type { Settings } from '@vigie/shared/settings/settings';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import type { TicketEvent } from '@vigie/shared/ticket/events';
import { evolve } from '@vigie/shared/ticket/evolve';
import type { Finding } from '@vigie/shared/ticket/system-command';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { monthOf, numberInMonth } from '../tickets/ticket-number.ts';
import type { Filed, FilingPlan } from './filing.ts';
import { ledgerRow, type Filing } from './incoming.ts';
import type { PlannedAcknowledgement } from './plan-acknowledgement.ts';

/** How a new ticket begins. The rows of its acknowledgement need its number, which the log gives. */
export interface Opening {
  readonly filing: Filing;
  readonly ticketId: string;
  readonly finding: Finding;
  readonly quarantined: boolean;
  readonly linkedTo: readonly string[];
  readonly mail: MailRow;
  readonly words: Omit<TicketWordsRow, 'ticketId'>;
  /** Null where nobody could be answered: the mail could not be read. */
  readonly acknowledgement: PlannedAcknowledgement | null;
}

/** A new ticket with its mail, its words and its acknowledgement, all or nothing (MAIL-2, MAIL-7). */
export function planOpening(opening: Opening, settings: Settings): FilingPlan {
  const month = monthOf(opening.filing.at);
  return {
    keys: [
      { kind: 'number', month },
      ...opening.linkedTo.map((id) => ({ kind: 'ticket' as const, id })),
    ],
    decide: (loaded) => open(opening, loaded, month, settings),
  };
}

function open(opening: Opening, loaded: Loaded, month: string, settings: Settings): Verdict<Filed> {
  const { filing, ticketId, finding, quarantined, linkedTo, mail, words } = opening;
  const { incoming, mailId, at } = filing;
  const number = numberInMonth(month, loaded.number(month));
  const opened = decideSystem(
    null,
    {
      type: 'open-ticket',
      number,
      mailboxId: incoming.mailboxId,
      mailId,
      receivedAt: incoming.receivedAt,
      finding,
      quarantined,
      linkedTo,
    },
    { at, settings },
  );
  if (!opened.ok) throw new Error(`a new ticket was refused: ${opened.refusal}`);
  const ticket = foldedFrom(opened.events, { ticketId, seq: loaded.nextSeq, at });
  const acknowledged = acknowledge(opening, ticket, number, settings);
  const outcome = quarantined ? 'quarantined' : 'ticket';
  return {
    ok: true,
    appends: [
      { stream: 'ticket', id: ticketId, events: [...opened.events, ...acknowledged.events] },
      ...linkedTo.flatMap((id) => linkFrom(loaded.ticket(id), ticketId)),
    ],
    writes: {
      ledger: [ledgerRow(filing, outcome)],
      mails: [{ ...mail, ticketId }, ...(acknowledged.writes.mails ?? [])],
      ticketWords: [{ ticketId, ...words }],
      outbox: acknowledged.writes.outbox ?? [],
    },
    answer: () => ({ outcome, ticketId, mailId }),
  };
}

/** The other ticket knows of the link, too. */
function linkFrom(other: Ticket | null, ticketId: string): Append[] {
  if (!other) return [];
  const event = { type: 'ticket-linked', otherId: ticketId, kind: 'suggested' } as const;
  return [{ stream: 'ticket', id: other.id, events: [event] }];
}

interface Acknowledged {
  readonly events: readonly TicketEvent[];
  readonly writes: Pick<Writes, 'mails' | 'outbox'>;
}

function acknowledge(
  { acknowledgement, filing }: Opening,
  ticket: Ticket,
  number: string,
  settings: Settings,
): Acknowledged {
  if (!acknowledgement) return { events: [], writes: {} };
  const { verdict, replyId, rows } = acknowledgement;
  const { at } = filing;
  const sendAt = verdict.send ? at : verdict.until;
  const decision = decideSystem(
    ticket,
    verdict.send
      ? { type: 'queue-acknowledgement', replyId, sendAt: at }
      : { type: 'withhold-acknowledgement', cause: verdict.cause, until: verdict.until },
    { at, settings },
  );
  if (!decision.ok) return { events: [], writes: {} };
  // What is withheld for a while waits in the outbox, where its hour wakes it.
  const waits = sendAt !== null && !ticket.restricted;
  return { events: decision.events, writes: waits ? rows(number, sendAt) : {} };
}

function foldedFrom(
  events: readonly TicketEvent[],
  { ticketId, seq, at }: { ticketId: string; seq: number; at: number },
): Ticket {
  let ticket: Ticket | null = null;
  for (const [n, event] of events.entries()) {
    ticket = evolve(ticket, { seq: seq + n, at, by: 'system', streamId: ticketId, event });
  }
  if (!ticket) throw new Error('an opening without events');
  return ticket;
}
