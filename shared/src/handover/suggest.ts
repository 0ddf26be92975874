import { isCleared } from '../access/actor.ts';
import type { Person } from '../people/person.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { SheetItem } from '../wire/handover.ts';
import type { Pass } from './pass.ts';

/** So many colleagues are suggested at most. */
const suggested = 5;

type Suggestion = SheetItem['suggestions'][number];

/**
 * Who could take a ticket (HAND-2): the cleared where it must be, those who are there first, then who
 * holds least, what is already said to pass to them included. The command is on call for the restricted
 * alone.
 */
export function suggestionsFor(
  receivers: readonly Person[],
  tickets: readonly Ticket[],
  at: number,
  passes: Readonly<Record<string, Pass>> = {},
  onCall: readonly Person[] = [],
): (ticket: Pick<Ticket, 'restricted'>) => Suggestion[] {
  const load = loadAfter(tickets, at, passes);
  const candidates = [...receivers, ...onCall]
    .filter(({ role }) => role !== 'clerk')
    .map((person) => ({
      mayTake: ({ restricted }: Pick<Ticket, 'restricted'>) =>
        restricted ? isCleared(person) : !onCall.includes(person),
      suggestion: {
        personId: person.id,
        held: load.get(person.id) ?? 0,
        present: person.signedInAt !== null,
      },
    }))
    .sort(({ suggestion: one }, { suggestion: other }) => byFitness(one, other));
  return (ticket) =>
    candidates
      .filter(({ mayTake }) => mayTake(ticket))
      .slice(0, suggested)
      .map(({ suggestion }) => suggestion);
}

function byFitness(one: Suggestion, other: Suggestion): number {
  return (
    Number(other.present) - Number(one.present) ||
    one.held - other.held ||
    (one.personId < other.personId ? -1 : 1)
  );
}

function loadAfter(
  tickets: readonly Ticket[],
  at: number,
  passes: Readonly<Record<string, Pass>>,
): Map<string, number> {
  const load = new Map<string, number>();
  for (const { id, lock } of tickets) {
    if (!lock || lock.until <= at) continue;
    const pass = passes[id];
    const holder = pass?.kind === 'person' ? pass.personId : lock.holder;
    load.set(holder, (load.get(holder) ?? 0) + 1);
  }
  return load;
}
