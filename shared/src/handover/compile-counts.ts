import { priorities } from '../triage/priority.ts';
import { dueAt, hasPendingReply, runningClocks, waitingSince } from '../ticket/select.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Fact } from '../wire/handover.ts';
import { leadOf, teamOf, onCallFor } from './duty.ts';
import type { SheetSource } from './source.ts';

type StaffFact = Extract<Fact, { name: 'staff' }>;
type BacklogFact = Extract<Fact, { name: 'backlog' }>;

/** A target of which less than this share is left is at risk. */
const riskShare = 0.25;

/** Part 1: of both shifts the lead, who is there and who is not. */
export function staffFacts({ handover, people }: SheetSource): StaffFact[] {
  return (['outgoing', 'incoming'] as const).map((side) => {
    const shift = handover[side];
    const team = teamOf(shift, people);
    const ids = (there: boolean): string[] =>
      team
        .filter(({ signedInAt, absent }) => (signedInAt !== null && !absent) === there)
        .map(({ id }) => id);
    const leadId = leadOf(shift, people)?.id ?? null;
    return { name: 'staff', side, leadId, present: ids(true), absent: ids(false) };
  });
}

/** Part 4: how much is open, overdue and at risk, restricted tickets counted in, and the oldest that waits. */
export function backlogFact({ tickets: worded, at }: SheetSource): BacklogFact {
  const tickets = worded.map(({ ticket }) => ticket);
  const waiting = tickets.filter((ticket) => waitingSince(ticket) !== null);
  return {
    name: 'backlog',
    open: tickets.length,
    toTake: waiting.filter((ticket) => !isInHand(ticket, at)).length,
    overdue: tickets.filter((ticket) => isOverdue(ticket, at)).length,
    atRisk: tickets.filter((ticket) => isAtRisk(ticket, at)).length,
    byPriority: priorities.map((priority) => {
      const these = tickets.filter((ticket) => ticket.priority === priority);
      const overdue = these.filter((ticket) => isOverdue(ticket, at)).length;
      return { priority, open: these.length, overdue };
    }),
    oldest: oldestOf(waiting),
  };
}

function oldestOf(waiting: readonly Ticket[]): BacklogFact['oldest'] {
  const since = (ticket: Ticket): number => waitingSince(ticket) ?? Infinity;
  const oldest = waiting.reduce<Ticket | null>(
    (old, ticket) => (old === null || since(ticket) < since(old) ? ticket : old),
    null,
  );
  if (!oldest) return null;
  // The age of a restricted ticket may be known, and not which it is (SYNC-4).
  return { ticketId: oldest.restricted ? null : oldest.id, waitingSince: since(oldest) };
}

function isInHand(ticket: Ticket, at: number): boolean {
  return ticket.lock !== null && (ticket.lock.until > at || hasPendingReply(ticket));
}

function isOverdue(ticket: Ticket, at: number): boolean {
  return (dueAt(ticket) ?? Infinity) <= at;
}

function isAtRisk(ticket: Ticket, at: number): boolean {
  if (isOverdue(ticket, at)) return false;
  return runningClocks(ticket).some(
    ({ startedAt, dueAt: due }) => due - at <= riskShare * (due - startedAt),
  );
}

/** Part 1 says it where restricted matters are open and nobody who takes over may see them (HAND-3). */
export function clearanceFact({
  handover,
  people,
  tickets,
}: SheetSource): Extract<Fact, { name: 'nobody-cleared' }> | null {
  if (!tickets.some(({ ticket }) => ticket.restricted)) return null;
  const onCall = onCallFor(handover.incoming, people).map(({ id }) => id);
  return onCall.length ? { name: 'nobody-cleared', onCall } : null;
}
