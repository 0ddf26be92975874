import type { ClockStart } from './clocks.ts';
import { mostUrgent } from './priority-order.ts';
import type { Clock } from './ticket.ts';

/** Clocks that go on as one: those numbered in `joins` count no more, and `clocks` count instead. */
export interface JoinedClocks {
  readonly joins: readonly number[];
  readonly clocks: readonly ClockStart[];
}

/**
 * What runs in a ticket once another's clocks go on in it (MET-1): a question that was asked twice
 * waits since it was first asked, and is due when the earlier of the two was. A danger has a clock of
 * its own (MAIL-14), which joins no other than a danger's.
 */
export function joinClocks(running: readonly Clock[], coming: readonly Clock[]): JoinedClocks {
  const parts = [true, false].map((danger) =>
    join(
      running.filter((clock) => isOfDanger(clock) === danger),
      coming.filter((clock) => isOfDanger(clock) === danger),
    ),
  );
  return {
    joins: parts.flatMap(({ joins }) => joins),
    clocks: parts.flatMap(({ clocks }) => clocks),
  };
}

function join(running: readonly Clock[], coming: readonly Clock[]): JoinedClocks {
  const joint = earliest([...running, ...coming]);
  if (!joint || !coming.length) return { joins: [], clocks: [] };
  const [alone] = running;
  // The clock that runs here says all of it already.
  if (alone && running.length === 1 && isSame(alone, joint)) return { joins: [], clocks: [] };
  return { joins: running.map(({ n }) => n), clocks: [joint] };
}

function earliest(clocks: readonly ClockStart[]): ClockStart | null {
  const [first, ...later] = clocks.toSorted((one, other) => one.startedAt - other.startedAt);
  if (!first) return null;
  return later.reduce<ClockStart>(
    (joint, { dueAt, priority }) => ({
      ...joint,
      dueAt: Math.min(joint.dueAt, dueAt),
      priority: mostUrgent(joint.priority, priority),
    }),
    {
      startedAt: first.startedAt,
      dueAt: first.dueAt,
      priority: first.priority,
      cause: first.cause,
    },
  );
}

function isSame(one: ClockStart, other: ClockStart): boolean {
  return (
    one.startedAt === other.startedAt &&
    one.dueAt === other.dueAt &&
    one.priority === other.priority
  );
}

function isOfDanger({ priority }: Clock): boolean {
  return priority === 'P0';
}
