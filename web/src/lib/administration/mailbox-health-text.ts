import type { MailboxHealthLine } from '@vigie/shared/wire/service-health';
import { m } from '#lib/paraglide/messages.js';

/** How a mailbox stands, in a word. */
export function standingText(standing: MailboxHealthLine['standing']): string {
  return standings[standing]();
}

/** How what leaves from it stands. */
export function outboxText(outbox: MailboxHealthLine['outbox']): string {
  return outboxes[outbox]();
}

/** What somebody has to do; empty where nothing is. */
export function mailboxTodo({ standing, outbox, difference, ledger }: MailboxHealthLine): string {
  if (standing === 'refused') return m.health_todo_refused();
  if (standing === 'silent') return m.health_todo_silent();
  if (outbox === 'refused') return m.health_todo_outbox();
  if (difference > 0) return m.health_todo_difference();
  return ledger.vanished > 0 ? m.health_todo_vanished() : '';
}

const standings: Record<MailboxHealthLine['standing'], () => string> = {
  well: m.health_well,
  connecting: m.health_connecting,
  silent: m.health_silent,
  refused: m.health_refused,
  none: m.health_none,
  paused: m.admin_mailbox_paused,
};

const outboxes: Record<MailboxHealthLine['outbox'], () => string> = {
  well: m.health_outbox_well,
  delayed: m.health_outbox_delayed,
  refused: m.health_outbox_refused,
  paused: m.admin_mailbox_paused,
};
