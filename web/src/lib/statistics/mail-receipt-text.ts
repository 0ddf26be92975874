import type { LedgerOutcome } from '@vigie/shared/wire/statistics';
import { m } from '#lib/paraglide/messages.js';
import type { MailReceiptAddress } from './mail-receipt-address.ts';

const outcomes: Readonly<Record<LedgerOutcome, () => string>> = {
  ticket: m.ledger_ticket,
  follow_up: m.ledger_follow_up,
  duplicate: m.ledger_duplicate,
  machine: m.ledger_machine,
  quarantined: m.ledger_quarantined,
  vanished: m.ledger_vanished,
};

/** The name of a count of mails, as the screen that it stands on has it. */
export function mailFigureText(address: MailReceiptAddress): string {
  if (address.kind === 'last-hour') {
    return address.figure === 'received' ? m.receipt_received() : m.receipt_sent();
  }
  return address.outcome === null ? m.ledger_seen() : outcomes[address.outcome]();
}

/** How it is counted, and what is left out (MET-2). */
export function mailRuleText(address: MailReceiptAddress): string[] {
  if (address.kind === 'ledger') return [m.receipt_ledger_rule(), m.receipt_ledger_balance()];
  return address.figure === 'received' ? [m.receipt_received_rule()] : [m.receipt_sent_rule()];
}
