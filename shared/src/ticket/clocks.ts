import type { CategoryKey } from '../triage/categories.ts';
import type { Clock, ClockCause, Lock, Ticket } from './ticket.ts';

type Clocks = readonly Clock[];

/** A clock as it begins. */
export interface ClockStart extends Pick<Clock, 'startedAt' | 'dueAt' | 'priority'> {
  readonly cause: ClockCause;
}

/** The clocks of a ticket with one more that runs; whoever holds the ticket has it in hand at once. */
export function startClock(
  { clocks, lock }: Pick<Ticket, 'clocks' | 'lock'>,
  { startedAt, dueAt, priority, cause }: ClockStart,
): Clock[] {
  const started: Clock = {
    ...{ n: clocks.length + 1, cause, startedAt, dueAt, priority },
    ...{ endedAt: null, outcome: 'waiting', by: null },
    ...{ claimedAt: lock ? startedAt : null, handledMs: 0 },
    ...{ settledAt: null, returnedAt: null, orientation: null },
  };
  return [...clocks, started];
}

/** The clocks of a ticket with more that run. */
export function startClocks(
  ticket: Pick<Ticket, 'clocks' | 'lock'>,
  starts: readonly ClockStart[],
): Clocks {
  const { lock } = ticket;
  return starts.reduce<Clocks>(
    (clocks, start) => startClock({ clocks, lock }, start),
    ticket.clocks,
  );
}

/** The clocks of these numbers go on as another: they end, and count in no figure. */
export function joined(clocks: Clocks, numbers: readonly number[], at: number): Clocks {
  if (!numbers.length) return clocks;
  return clocks.map((clock) =>
    numbers.includes(clock.n)
      ? { ...clock, endedAt: Math.max(at, clock.startedAt), outcome: 'merged' }
      : clock,
  );
}

/** These clocks run again as their own. */
export function wake(clocks: Clocks, asleep: Clocks): Clocks {
  if (!asleep.length) return clocks;
  return clocks.map((clock) =>
    asleep.includes(clock) ? { ...clock, endedAt: null, outcome: 'waiting' } : clock,
  );
}

/** True while somebody waits for a human answer. */
export function isAwaited(clocks: Clocks): boolean {
  return clocks.some((clock) => clock.endedAt === null);
}

/** Notes on the clocks that run that somebody has the ticket in hand; a first time stays the first. */
export function takeInHand(clocks: Clocks, at: number): Clocks {
  const isFirst = (clock: Clock) => clock.endedAt === null && clock.claimedAt === null;
  if (!clocks.some(isFirst)) return clocks;
  return clocks.map((clock) =>
    isFirst(clock) ? { ...clock, claimedAt: Math.max(at, clock.startedAt) } : clock,
  );
}

/** Adds a hold that ends to the clocks that run; the same ones where nobody held the ticket. */
export function workUntil(clocks: Clocks, lock: Lock | null, until: number): Clocks {
  if (!lock || !isAwaited(clocks)) return clocks;
  return clocks.map((clock) => (clock.endedAt === null ? worked(clock, lock, until) : clock));
}

export interface ClockEnd {
  readonly at: number;
  /** Only clocks that began no later than this end. */
  readonly before: number;
  readonly by: string;
  readonly outcome: 'answered' | 'closed-unanswered';
  /** The hold in which the work was done, and when it was done. */
  readonly lock: Lock | null;
  readonly workedUntil: number;
  readonly orientation: CategoryKey | null;
}

/** Ends the clocks that an answer or a close ends. */
export function endClocks(clocks: Clocks, end: ClockEnd): Clock[] {
  const { at, before, by, outcome, lock, workedUntil, orientation } = end;
  return clocks.map((clock) =>
    clock.endedAt === null && clock.startedAt <= before
      ? {
          ...worked(clock, lock, workedUntil),
          ...{ endedAt: Math.max(at, clock.startedAt), by, outcome, orientation },
        }
      : clock,
  );
}

/** Notes on the clocks that began this stretch of work that the ticket is settled. */
export function noteSettled(clocks: Clocks, at: number): Clock[] {
  return clocks.map((clock) =>
    beginsWork(clock) && clock.settledAt === null
      ? { ...clock, settledAt: Math.max(at, clock.startedAt) }
      : clock,
  );
}

/** Notes on the same that the ticket came back after it was settled. */
export function noteReturn(clocks: Clocks, at: number): Clock[] {
  return clocks.map((clock) =>
    clock.settledAt !== null && clock.returnedAt === null
      ? { ...clock, returnedAt: Math.max(at, clock.settledAt) }
      : clock,
  );
}

/** True of a clock that begins a stretch of work: the opening of the ticket, or its coming back. */
export function beginsWork({ cause }: Pick<Clock, 'cause'>): boolean {
  return cause !== 'follow-up';
}

function worked(clock: Clock, lock: Lock | null, until: number): Clock {
  if (!lock) return clock;
  const ms = until - Math.max(lock.since, clock.startedAt);
  return ms > 0 ? { ...clock, handledMs: clock.handledMs + ms } : clock;
}
