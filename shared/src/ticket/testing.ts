import type { Actor } from '../access/actor.ts';
import type { Role } from '../people/person.ts';
import { defaultSettings } from '../settings/settings.ts';
import type { TicketCommand } from './command.ts';
import { decide } from './decide.ts';
import { decideSystem } from './decide-system.ts';
import type { Decision } from './decision.ts';
import type { TicketEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Finding, SystemCommand } from './system-command.ts';
import type { Ticket } from './ticket.ts';

/** An actor for tests: an agent without clearance unless told otherwise. */
export function actor(id: string, role: Role = 'agent', more: Partial<Actor> = {}): Actor {
  return { id, role, teamId: 'JOUR-A', clearances: [], standsIn: false, ...more };
}

export const ana = actor('ana');
export const ben = actor('ben');
export const cleared = actor('cleo', 'agent', { clearances: ['violence'] });
export const officer = actor('morel', 'officer');
export const lead = actor('rousseau', 'lead');

/** What the triage found, for tests: an ordinary question unless told otherwise. */
export function finding(more: Partial<Finding> = {}): Finding {
  return {
    priority: 'P2',
    category: 'biens',
    restricted: false,
    signs: [],
    danger: false,
    targetMs: 4 * 3_600_000,
    ...more,
  };
}

/** Opens a ticket from a citizen's mail. */
export function openTicket(
  more: Partial<Extract<SystemCommand, { type: 'open-ticket' }>> = {},
): SystemCommand {
  return {
    type: 'open-ticket',
    number: '26-11-0001',
    mailboxId: 'contact',
    mailId: 'mail-1',
    receivedAt: 0,
    finding: finding(),
    quarantined: false,
    linkedTo: [],
    ...more,
  };
}

/** A follow-up of the citizen. */
export function followUp(
  receivedAt: number,
  more: Partial<Extract<SystemCommand, { type: 'receive-follow-up' }>> = {},
): SystemCommand {
  return {
    type: 'receive-follow-up',
    mailId: `mail-${String(receivedAt)}`,
    receivedAt,
    finding: finding(),
    senderChanged: false,
    handlerPresent: false,
    ...more,
  };
}

/** An answer ready to be sent, for tests. */
export function reply(
  token: number,
  more: Partial<Extract<TicketCommand, { type: 'send-reply' }>> = {},
): TicketCommand {
  return {
    type: 'send-reply',
    token,
    replyId: 'reply-1',
    then: 'close',
    orientation: null,
    isEmpty: false,
    hasRecipient: true,
    senderConfirmed: false,
    filesAsSeen: true,
    contactId: null,
    ...more,
  };
}

/** One ticket and its log: commands go in, as at the desk, and the fold stands in `ticket`. */
export class TicketLog {
  ticket: Ticket | null = null;
  readonly events: TicketEvent[] = [];
  #seq = 0;

  /** A person's command at an instant; what it decides is folded in. */
  does(by: Actor, command: TicketCommand, at: number): Decision<TicketEvent> {
    const circumstances = { at, actor: by, settings: defaultSettings };
    return this.#fold(decide(this.ticket, command, circumstances), by.id, at);
  }

  /** The service's own command at an instant. */
  system(command: SystemCommand, at: number): Decision<TicketEvent> {
    return this.#fold(
      decideSystem(this.ticket, command, { at, settings: defaultSettings }),
      'system',
      at,
    );
  }

  /** The ticket, which must exist by now. */
  get open(): Ticket {
    if (!this.ticket) throw new Error('no ticket was opened in this test');
    return this.ticket;
  }

  /** The token of the lock that stands, or 0. */
  get token(): number {
    return this.ticket?.lock?.token ?? 0;
  }

  #fold(decision: Decision<TicketEvent>, by: string, at: number): Decision<TicketEvent> {
    if (!decision.ok) return decision;
    for (const event of decision.events) {
      this.#seq += 1;
      this.events.push(event);
      this.ticket = evolve(this.ticket, { seq: this.#seq, at, by, streamId: 'ticket-1', event });
    }
    return decision;
  }
}

/** A ticket that has just been opened at 0, restricted or not. */
export function opened(more: Parameters<typeof openTicket>[0] = {}): TicketLog {
  const log = new TicketLog();
  log.system(openTicket(more), 0);
  return log;
}

/** A ticket that Ana holds since the instant. */
export function claimedByAna(at = 1_000, more: Parameters<typeof openTicket>[0] = {}): TicketLog {
  const log = opened(more);
  log.does(ana, { type: 'claim-ticket', heldByActor: 0 }, at);
  return log;
}
