import { may, type Thing } from '../access/may.ts';
import type { TicketCommand } from './command.ts';
import { refuse, type Circumstances, type Decision } from './decision.ts';
import { claim, free, reassign, release, renew, seize } from './decide-lock.ts';
import { changeFiles, close, send, settleReply, withdraw } from './decide-reply.ts';
import {
  addNote,
  changeCategory,
  changePriority,
  changeRestriction,
  liftQuarantine,
  reopen,
} from './decide-file.ts';
import type { TicketEvent } from './events.ts';
import { isHeldBy, leaseEnd } from './select.ts';
import type { Ticket } from './ticket.ts';

/**
 * Judges what a person wants of a ticket (LOCK-1 to 6, MAIL-8, MAIL-9). Pure: time, settings and
 * ids arrive in it. An accepted act of the lock's holder also renews the lock, at most once a minute.
 */
export function decide(
  ticket: Ticket | null,
  command: TicketCommand,
  circumstances: Circumstances,
): Decision<TicketEvent> {
  if (!ticket) return refuse('not-found');
  if (!may(circumstances.actor, command.type, thingOf(ticket, command, circumstances))) {
    return refuse('not-allowed');
  }
  const decision = judge(ticket, command, circumstances);
  return decision.ok ? withRenewal(ticket, decision.events, circumstances) : decision;
}

function judge(
  ticket: Ticket,
  command: TicketCommand,
  circumstances: Circumstances,
): Decision<TicketEvent> {
  switch (command.type) {
    case 'claim-ticket':
      return claim(ticket, command, circumstances);
    case 'release-ticket':
      return release(ticket, command, circumstances);
    case 'free-ticket':
      return free(ticket, command);
    case 'renew-lock':
    case 'save-draft':
      return renew(ticket, command, circumstances);
    case 'attach-file':
    case 'detach-file':
      return changeFiles(ticket, command, circumstances);
    case 'seize-ticket':
      return seize(ticket, command, circumstances);
    case 'reassign-ticket':
      return reassign(ticket, command, circumstances);
    case 'add-note':
      return addNote(command);
    case 'send-reply':
      return send(ticket, command, circumstances);
    case 'withdraw-reply':
      return withdraw(ticket, command, circumstances);
    case 'settle-reply':
      return settleReply(ticket, command);
    case 'close-ticket':
      return close(ticket, command, circumstances);
    case 'reopen-ticket':
      return reopen(ticket, command, circumstances);
    case 'change-priority':
      return changePriority(ticket, command);
    case 'change-category':
      return changeCategory(ticket, command);
    case 'change-restriction':
      return changeRestriction(ticket, command);
    case 'lift-quarantine':
      return liftQuarantine(ticket, command, circumstances);
  }
}

/** What `may` must know of the ticket: a lead may free a stale lock of their own team (LOCK-6). */
function thingOf(ticket: Ticket, command: TicketCommand, { at, settings }: Circumstances): Thing {
  const restricted = ticket.restricted;
  if (command.type !== 'free-ticket' || !ticket.lock) return { restricted };
  const stale = ticket.lock.disconnected || at - ticket.lock.renewedAt >= settings.staleAfterMs;
  return { restricted, stale, holderTeamId: command.holderTeamId };
}

const settingTheLock = new Set<TicketEvent['type']>([
  'lock-renewed',
  'ticket-claimed',
  'ticket-released',
  'ticket-seized',
  'ticket-reassigned',
  'lock-expired',
  'ticket-closed',
]);

function withRenewal(
  ticket: Ticket,
  events: readonly TicketEvent[],
  { at, actor, settings }: Circumstances,
): Decision<TicketEvent> {
  const { lock } = ticket;
  const acts = lock !== null && isHeldBy(ticket, actor.id, at);
  const due = lock !== null && (lock.disconnected || at - lock.renewedAt >= settings.renewEveryMs);
  if (!acts || !due || events.some(({ type }) => settingTheLock.has(type))) {
    return { ok: true, events };
  }
  const until = leaseEnd(ticket, at + settings.leaseMs);
  return { ok: true, events: [...events, { type: 'lock-renewed', until }] };
}
