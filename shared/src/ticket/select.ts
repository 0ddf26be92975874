import type { Clock, Ticket } from './ticket.ts';

const openStatuses = new Set(['new', 'claimed', 'waiting', 'quarantined']);

/** A ticket is open until it is answered, closed or merged: open ones stand on every screen. */
export function isOpen(ticket: Pick<Ticket, 'status'>): boolean {
  return openStatuses.has(ticket.status);
}

/** The clocks that still wait for a human answer. */
export function runningClocks(ticket: Pick<Ticket, 'clocks'>): Clock[] {
  return ticket.clocks.filter((clock) => clock.endedAt === null);
}

/** The clocks of a merged ticket that run on in another, and again in this one once it is itself again. */
export function sleepingClocks({ merged, settledAt, clocks }: Ticket): Clock[] {
  if (!merged || settledAt === null) return [];
  return clocks.filter(
    ({ outcome, endedAt }) => outcome === 'merged' && (endedAt ?? 0) >= settledAt,
  );
}

/** The earliest instant at which an answer is due, or null when none is awaited. */
export function dueAt(ticket: Pick<Ticket, 'clocks'>): number | null {
  const due = runningClocks(ticket).map((clock) => clock.dueAt);
  return due.length ? Math.min(...due) : null;
}

/** Since when the citizen waits for a human answer, or null when they do not. */
export function waitingSince(ticket: Pick<Ticket, 'clocks'>): number | null {
  const starts = runningClocks(ticket).map((clock) => clock.startedAt);
  return starts.length ? Math.min(...starts) : null;
}

/** True when the person holds the ticket at this instant: an expired lock is nobody's (LOCK-2). */
export function isHeldBy(ticket: Pick<Ticket, 'lock'>, personId: string, at: number): boolean {
  return ticket.lock !== null && ticket.lock.holder === personId && ticket.lock.until > at;
}

/** True when an answer is on its way: its author keeps the lock until it has left (MAIL-9). */
export function hasPendingReply(ticket: Pick<Ticket, 'outgoing'>): boolean {
  return ticket.outgoing?.state === 'queued' || ticket.outgoing?.state === 'sending';
}

/** The end of a lease that would last so long: what is kept across a relief ends when that was said (HAND-2). */
export function leaseEnd({ lock }: Pick<Ticket, 'lock'>, until: number): number {
  return Math.min(until, lock?.keptUntil ?? until);
}
