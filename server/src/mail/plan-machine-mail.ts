import type { Verdict } from '@vigie/db/event-log';
import type { MailRow } from '@vigie/db/writes';
import { targetMs, type Settings } from '@vigie/shared/settings/settings';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import type { MachineMailKind } from '@vigie/shared/ticket/events';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Filed, FilingPlan } from './filing.ts';
import { ledgerRow, type Filing } from './incoming.ts';

/** Machine mail: beside the ticket that it belongs to, or in none; never answered, never dropped (MAIL-6). */
export interface MachineMail {
  readonly filing: Filing;
  readonly ticketId: string | null;
  readonly kind: MachineMailKind;
  readonly bouncedReplyId: string | null;
  readonly mail: MailRow;
}

export function planMachineMail(machine: MachineMail, settings: Settings): FilingPlan {
  const { ticketId } = machine;
  return {
    keys: ticketId === null ? [] : [{ kind: 'heir', id: ticketId }],
    decide: (loaded) => attach(machine, ticketId === null ? null : loaded.heir(ticketId), settings),
  };
}

function attach(machine: MachineMail, ticket: Ticket | null, settings: Settings): Verdict<Filed> {
  const { filing, kind, bouncedReplyId, mail } = machine;
  const { mailId, at, incoming } = filing;
  const writes = {
    ledger: [ledgerRow(filing, 'machine')],
    mails: [{ ...mail, ticketId: ticket?.id ?? null }],
  };
  const filed: Filed = { outcome: 'machine', ticketId: ticket?.id ?? null, mailId };
  if (!ticket) return { ok: true, appends: [], writes, answer: () => filed };
  const { receivedAt } = incoming;
  const target = targetMs(settings.targets, ticket.category, ticket.priority);
  const decision = decideSystem(
    ticket,
    { type: 'attach-machine-mail', mailId, receivedAt, kind, bouncedReplyId, targetMs: target },
    { at, settings },
  );
  if (!decision.ok) throw new Error(`machine mail was refused: ${decision.refusal}`);
  const append = { stream: 'ticket', id: ticket.id, events: decision.events } as const;
  return { ok: true, appends: [append], writes, answer: () => filed };
}
