import { isCleared } from '@vigie/shared/access/actor';
import type { TicketCard } from '@vigie/shared/wire/view';
import { isEmpty, type DeskStateKind } from './desk-state.ts';
import type { Desk } from './plateau.ts';

/** A colleague to whom a ticket might be given. */
export interface Receiver {
  readonly desk: Desk;
  /** False where the ticket is restricted and they are not cleared: shown, and not to be chosen. */
  readonly isEligible: boolean;
}

/**
 * Colleagues who could take a ticket over, the best first (LOCK-6): the cleared where it is restricted,
 * those at work before those who pause, the free before the busy, then who holds fewest, and of these
 * the officers on duty.
 */
export function receiversOf(
  ticket: Pick<TicketCard, 'restricted' | 'lock'>,
  desks: readonly Desk[],
  self: string,
): Receiver[] {
  return desks
    .filter(({ person, state }) => {
      return !isEmpty(state) && person.id !== self && person.id !== ticket.lock?.holder;
    })
    .map((desk) => ({ desk, isEligible: !ticket.restricted || isCleared(desk.person) }))
    .sort(byFitness);
}

function byFitness(one: Receiver, other: Receiver): number {
  return (
    Number(other.isEligible) - Number(one.isEligible) ||
    distance[one.desk.state.kind] - distance[other.desk.state.kind] ||
    one.desk.person.held - other.desk.person.held ||
    Number(other.desk.duty !== null) - Number(one.desk.duty !== null) ||
    one.desk.answers - other.desk.answers ||
    one.desk.person.name.localeCompare(other.desk.person.name, 'fr')
  );
}

/** How far from the next ticket somebody in this state is; what they hold is weighed after it. */
const distance: Record<DeskStateKind, number> = {
  free: 0,
  reading: 0,
  handling: 0,
  writing: 0,
  inactive: 1,
  paused: 2,
  disconnected: 3,
  absent: 4,
  away: 4,
  late: 4,
  left: 4,
};
