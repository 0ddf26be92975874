import type { Key } from '@vigie/db/event-log';
import type { Writes } from '@vigie/db/writes';
import { decide } from '@vigie/shared/ticket/decide';
import { refuse } from '@vigie/shared/ticket/decision';
import type { TicketCommand } from '@vigie/shared/ticket/command';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { tokenGiven } from './token-given.ts';
import type { Deliberation, Judgement, Plan, RefusedWords, Told } from './plan.ts';

/** What a command does to one ticket. */
export interface OnTicket {
  readonly ticketId: string;
  readonly command: TicketCommand | ((ticket: Ticket, now: Deliberation) => TicketCommand);
  readonly keys?: readonly Key[];
  readonly writes?: Writes | ((ticket: Ticket, now: Deliberation) => Writes);
  readonly told?: Told;
  readonly words?: RefusedWords;
}

/** The plan of a command on one named ticket: loads it, and lets the pure `decide` judge. */
export function ticketPlan(act: OnTicket): Plan {
  const { ticketId, keys = [], words } = act;
  return {
    keys: [{ kind: 'ticket', id: ticketId }, ...keys],
    judge: (now) => judgeTicket(now.loaded.ticket(ticketId), act, now),
    ticketId,
    ...(words ? { words } : {}),
  };
}

/** Judges what somebody does to a loaded ticket. */
export function judgeTicket(
  ticket: Ticket | null,
  act: Omit<OnTicket, 'keys' | 'words'>,
  now: Deliberation,
): Judgement {
  if (!ticket) return refuse('not-found');
  const command = typeof act.command === 'function' ? act.command(ticket, now) : act.command;
  const decision = decide(ticket, command, now);
  if (!decision.ok) return decision;
  const { id } = ticket;
  const { events } = decision;
  const writes = typeof act.writes === 'function' ? act.writes(ticket, now) : act.writes;
  return {
    ok: true,
    appends: events.length ? [{ stream: 'ticket', id, events }] : [],
    writes: writes ?? {},
    tell: (recorded) => ({ ticketId: id, ...act.told, ...tokenGiven(recorded, now.actor.id) }),
  };
}
