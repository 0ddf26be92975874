import { decideSystem } from '@vigie/shared/ticket/decide-system';
import { refuse } from '@vigie/shared/ticket/decision';
import type { Settings } from '@vigie/shared/settings/settings';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Refusal } from '@vigie/shared/wire/answer';
import type { Clock } from '../clock.ts';
import type { Desk } from './desk.ts';

/** What became of an act of the service: done, or overtaken by a fact. */
export type ActOutcome = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** With what the service acts by itself. */
export interface SystemHands {
  readonly desk: Pick<Desk, 'system'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settings: Settings;
}

interface SystemAct {
  readonly ticketId: string;
  readonly command: SystemCommand;
  /** Something that must still be so, or else nothing is done. */
  readonly still?: (ticket: Ticket) => boolean;
}

/** Lets the service act on one ticket, judged by the pure `decideSystem` in the transaction itself. */
export function actOnTicket(
  { desk, clock, newId, settings }: SystemHands,
  { ticketId, command, still = () => true }: SystemAct,
): Promise<ActOutcome> {
  const at = clock.now();
  const keys = [{ kind: 'ticket', id: ticketId }] as const;
  return desk.system<ActOutcome>(command.type, newId(), keys, (loaded) => {
    const ticket = loaded.ticket(ticketId);
    const overtaken = ticket !== null && !still(ticket);
    const decision = overtaken
      ? refuse('unchanged')
      : decideSystem(ticket, command, { at, settings });
    if (!decision.ok) return { ...decision, answer: decision };
    const append = { stream: 'ticket', id: ticketId, events: decision.events } as const;
    return { ok: true, appends: [append], writes: {}, answer: () => ({ ok: true }) };
  });
}
