import type { Act, Thing } from '@vigie/shared/access/may';
import type { Command } from '@vigie/shared/wire/command';
import type { PersonCard, TicketCard } from '@vigie/shared/wire/view';

/** What a person in charge can do with the lock of another (LOCK-6). */
export type LockAct = 'reassign' | 'free' | 'seize';

/** An act that somebody has begun on a desk or a ticket; the dialog asks for the rest. */
export interface LockRequest {
  readonly act: LockAct;
  /** Tickets that the act may be about; the first is proposed. */
  readonly tickets: readonly TicketCard[];
  /** Words that the situation suggests as the reason. */
  readonly reason: string;
}

type May = (act: Act, thing?: Thing) => boolean;

/** Whether the act is open to the viewer on this ticket, by the same rule as at the server (ACCESS-1). */
export function mayAct(
  may: May,
  act: LockAct,
  ticket: TicketCard,
  holder: Pick<PersonCard, 'teamId'> | undefined,
  isStale: boolean,
): boolean {
  const { restricted } = ticket;
  if (act === 'reassign') return may('reassign-ticket', { restricted });
  if (act === 'seize') return may('seize-ticket', { restricted });
  const holderTeamId = holder?.teamId ?? null;
  return ticket.lock !== null && may('free-ticket', { restricted, holderTeamId, stale: isStale });
}

/** The command of an act whose blanks are filled, or the blank that is not. */
export function lockCommand(
  act: LockAct,
  { ticketId, reason, to }: { ticketId: string; reason: string; to: string | null },
): Command | 'no-reason' | 'no-receiver' {
  const words = reason.trim();
  if (act === 'reassign' && to === null) return 'no-receiver';
  if (!words) return 'no-reason';
  switch (act) {
    case 'reassign':
      return { type: 'reassign-ticket', ticketId, to: to ?? '', reason: words };
    case 'free':
      return { type: 'free-ticket', ticketId, reason: words };
    case 'seize':
      return { type: 'seize-ticket', ticketId, reason: words };
  }
}
