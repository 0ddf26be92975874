import type { Key, Loaded, Verdict } from '@vigie/db/event-log';
import type { MailRow, TicketWordsRow } from '@vigie/db/writes';
import { isCleared } from '@vigie/shared/access/actor';
import type { Person } from '@vigie/shared/people/person';
import { targetMs, type Settings, type Targets } from '@vigie/shared/settings/settings';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import { mostUrgent } from '@vigie/shared/ticket/priority-order';
import type { Finding } from '@vigie/shared/ticket/system-command';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Filed, FilingPlan } from './filing.ts';
import { ledgerRow, type Filing } from './incoming.ts';

/** A further mail in a ticket; where the ticket has rested too long, a new one that is linked to it (MAIL-5). */
export interface FollowUp {
  readonly filing: Filing;
  readonly ticketId: string;
  readonly finding: Finding;
  readonly mail: MailRow;
  readonly senderChanged: boolean;
  /** The words of the ticket from now on, where the sender changed. */
  readonly words: TicketWordsRow | null;
  readonly lastHandler: string | null;
  readonly instead: FilingPlan;
}

export function planFollowUp(followUp: FollowUp, settings: Settings): FilingPlan {
  const { ticketId, lastHandler, instead } = followUp;
  const handler: Key[] = lastHandler === null ? [] : [{ kind: 'person', id: lastHandler }];
  return {
    keys: [
      { kind: 'heir', id: ticketId },
      { kind: 'holder', ticketId },
      ...handler,
      ...instead.keys,
    ],
    decide: (loaded) => follow(followUp, loaded, settings) ?? instead.decide(loaded),
  };
}

function follow(followUp: FollowUp, loaded: Loaded, settings: Settings): Verdict<Filed> | null {
  const { filing, ticketId, finding, mail, senderChanged, words, lastHandler } = followUp;
  const { mailId, at, incoming } = filing;
  // Merged in this very instant: the mail lands where its ticket goes on.
  const ticket = loaded.heir(ticketId);
  if (!ticket) return null;
  const handler = lastHandler === null ? null : loaded.person(lastHandler);
  const holder = loaded.holder(ticketId);
  const decision = decideSystem(
    ticket,
    {
      type: 'receive-follow-up',
      mailId,
      receivedAt: incoming.receivedAt,
      finding: { ...finding, targetMs: followUpTargetMs(ticket, finding, settings.targets) },
      senderChanged,
      holderCleared: holder === null || isCleared(holder),
      handlerPresent: isPresent(handler) && handler.id === ticket.lastHandler,
    },
    { at, settings },
  );
  if (!decision.ok) return null;
  return {
    ok: true,
    appends: [{ stream: 'ticket', id: ticket.id, events: decision.events }],
    writes: {
      ledger: [ledgerRow(filing, 'follow_up')],
      mails: [{ ...mail, ticketId: ticket.id, senderChanged }],
      ticketWords: words?.ticketId === ticket.id ? [words] : [],
    },
    answer: () => ({ outcome: 'follow_up', ticketId: ticket.id, mailId }),
  };
}

function isPresent(handler: Person | null): handler is Person {
  return handler !== null && handler.signedInAt !== null && handler.pausedAt === null;
}

/** A further mail is as urgent as its ticket; where it tells of a danger, as urgent as that. */
function followUpTargetMs(
  { category, priority }: Ticket,
  finding: Finding,
  targets: Targets,
): number {
  if (finding.danger) {
    return targetMs(targets, finding.category, mostUrgent(finding.priority, priority));
  }
  return targetMs(targets, category, priority);
}
