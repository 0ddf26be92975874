import { isCleared } from '@vigie/shared/access/actor';
import type { TicketCard, View } from '@vigie/shared/wire/view';
import { pick, type Random } from '@vigie/shared/chance/random';

export interface Chooser {
  readonly personId: string;
  readonly at: number;
  readonly random: Random;
  /** Tickets that they have given back already. */
  readonly avoided: ReadonlySet<string>;
}

/** Whoever tries the demonstration finds at least so many tickets to take. */
export const leftWaiting = 8;
/** … and so long to take a P0 before a simulated colleague does, whatever the speed. */
export const headStartMs = 60_000;
/** Not always the very first of the queue: people look around, and two who both take the first collide. */
const lookedAt = 3;

/**
 * The ticket that a simulated colleague takes next, or null: the most urgent ones, but always leaving
 * some to the human who tries the demonstration, and never as the last free colleague, a P0 apart.
 */
export function chooseTicket(view: View, chooser: Chooser): TicketCard | null {
  const { personId, at, avoided } = chooser;
  const waiting = waitingCards(view, at).toSorted(byUrgency);
  const takable = waiting.filter((card) => !avoided.has(card.id) && !isKeptFor(card, chooser));
  const danger = takable.find(({ priority }) => priority === 'P0');
  if (danger && at - urgentSince(danger) >= headStartMs) return danger;
  const calm = takable.filter(({ priority }) => priority !== 'P0');
  if (waiting.length <= leftWaiting || calm.length === 0) return null;
  if (!isAnotherFree(view, personId)) return null;
  const kept = calm.find(({ preferred }) => preferred?.personId === personId);
  return kept ?? pick(chooser.random, calm.slice(0, lookedAt));
}

/** The tickets that the person holds and has not answered yet: after a reconnection the work goes on there. */
export function heldBy(view: View, personId: string, at: number): TicketCard[] {
  return cards(view).filter(
    ({ lock, outgoing }) =>
      lock?.holder === personId && lock.until > at && (!outgoing || outgoing.state === 'failed'),
  );
}

function waitingCards(view: View, at: number): TicketCard[] {
  return cards(view).filter(
    ({ status, lock, outgoing }) => status === 'new' && !outgoing && (!lock || lock.until <= at),
  );
}

function cards(view: View): TicketCard[] {
  return Object.values(view.tickets).flatMap((ticket) => (ticket.veiled ? [] : [ticket]));
}

function byUrgency(one: TicketCard, other: TicketCard): number {
  return (
    one.priority.localeCompare(other.priority) ||
    (one.dueAt ?? Infinity) - (other.dueAt ?? Infinity) ||
    one.openedAt - other.openedAt
  );
}

function urgentSince({ alarm, waitingSince, openedAt }: TicketCard): number {
  return alarm?.since ?? waitingSince ?? openedAt;
}

function isKeptFor({ preferred }: TicketCard, { personId, at }: Chooser): boolean {
  return preferred !== null && preferred.personId !== personId && preferred.until > at;
}

/**
 * True when somebody else is there who holds nothing and is not on pause; for the cleared, somebody
 * cleared: a danger at home must find one of them free.
 */
function isAnotherFree({ people }: View, personId: string): boolean {
  const me = people[personId];
  return Object.values(people).some(
    (person) =>
      person.id !== personId &&
      person.signedInAt !== null &&
      person.pausedAt === null &&
      person.held === 0 &&
      (person.role === 'agent' || person.role === 'lead') &&
      (!me || !isCleared(me) || isCleared(person)),
  );
}
