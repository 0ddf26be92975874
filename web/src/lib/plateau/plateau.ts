import type { Cycle } from '@vigie/shared/roster/cycle';
import { currentShift, shiftsAt } from '@vigie/shared/roster/on-duty';
import type { Presence } from '@vigie/shared/wire/delta';
import type { PersonCard, View } from '@vigie/shared/wire/view';
import { dutiesNow, type OnDuty } from './duties-now.ts';
import { deskState, type DeskState, type DeskStateKind } from './desk-state.ts';
import {
  heldTicket,
  inHandOrder,
  isLocked,
  type HeldTicket,
  type LockedCard,
  type LockSettings,
} from './held-ticket.ts';

/** One desk of the plateau. */
export interface Desk {
  readonly person: PersonCard;
  /** Their place in the shift; null for whoever else is signed in (ROST-4). */
  readonly duty: OnDuty | null;
  readonly state: DeskState;
  /** Answers that left since the shift began. */
  readonly answers: number;
  readonly held: readonly HeldTicket[];
  /** Restricted tickets in their hands that the viewer may not see (SYNC-4). */
  readonly veiledHeld: number;
}

export interface PlateauFacts {
  readonly cycle: Cycle;
  readonly view: Pick<View, 'people' | 'tickets' | 'answers' | 'duty'>;
  readonly presence: Presence;
  readonly settings: LockSettings;
  readonly now: number;
}

/**
 * Who is at their desk and who should be (ROST-4): those rostered on each shift that is on, two shifts
 * during a relief, the absent too, then whoever else is signed in and answers. In an order that no
 * event changes.
 */
export function plateauOf(facts: PlateauFacts): Desk[] {
  const teams = shiftsAt(facts.cycle, facts.now).map(({ teamId }) => teamId);
  const duties = dutiesNow(facts);
  const held = heldByPerson(facts.view.tickets);
  const answers = answersByPerson(facts);
  return Object.values(facts.view.people)
    .filter((person) => hasDesk(person, duties))
    .sort(byPlace(teams, duties))
    .map((person) => ({
      ...deskOf(person, held.get(person.id) ?? [], duties.get(person.id) ?? null, facts),
      answers: answers.get(person.id) ?? 0,
    }));
}

/** How many desks are in each state, for the head of the plateau. */
export function countStates(desks: readonly Desk[]): Record<DeskStateKind, number> {
  const counts: Record<DeskStateKind, number> = {
    absent: 0,
    away: 0,
    late: 0,
    left: 0,
    disconnected: 0,
    paused: 0,
    inactive: 0,
    writing: 0,
    reading: 0,
    handling: 0,
    free: 0,
  };
  for (const { state } of desks) counts[state.kind] += 1;
  return counts;
}

/** Of the places in a team's shift, how many there are and how many of its people are signed in (ROST-4). */
export function strengthOf(
  desks: readonly Desk[],
  teamId: string,
): { present: number; rostered: number } {
  const shift = desks.filter(({ duty }) => duty?.teamId === teamId);
  const present = shift.filter(({ person }) => person.signedInAt !== null).length;
  // A replacement sits in the place of somebody else, who is counted already.
  const rostered = shift.filter(({ duty }) => duty?.replaces === null).length;
  return { present, rostered };
}

/** The command watches the plateau; it sits on it only with a ticket in hand. */
function hasDesk(person: PersonCard, duties: ReadonlyMap<string, OnDuty>): boolean {
  if (duties.has(person.id) || person.held > 0) return true;
  const answers = person.role !== 'commissioner' && person.role !== 'officer';
  return answers && person.active && person.signedInAt !== null;
}

function deskOf(
  person: PersonCard,
  held: readonly LockedCard[],
  duty: OnDuty | null,
  facts: PlateauFacts,
) {
  const { now, settings } = facts;
  const presence = facts.presence[person.id];
  const cards = held.toSorted(inHandOrder(presence?.ticketId ?? null));
  return {
    person,
    duty,
    state: deskState({ person, presence, held, duty }, now, settings),
    held: cards.map((card) => heldTicket(card, now, settings)),
    veiledHeld: Math.max(0, person.held - held.length),
  };
}

function heldByPerson(tickets: View['tickets']): Map<string, LockedCard[]> {
  const held = new Map<string, LockedCard[]>();
  for (const card of Object.values(tickets)) {
    if (card.veiled || !isLocked(card)) continue;
    held.set(card.lock.holder, [...(held.get(card.lock.holder) ?? []), card]);
  }
  return held;
}

function answersByPerson({ cycle, now, view }: PlateauFacts): Map<string, number> {
  const { startMs } = currentShift(cycle, now);
  const counts = new Map<string, number>();
  for (const { at, by } of Object.values(view.answers)) {
    if (at >= startMs) counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  return counts;
}

/** Outgoing team, incoming team, others; in each the lead first, then by name. */
function byPlace(
  teams: readonly string[],
  duties: ReadonlyMap<string, OnDuty>,
): (one: PersonCard, other: PersonCard) => number {
  const place = ({ id }: PersonCard) =>
    teams.indexOf(duties.get(id)?.teamId ?? '') + 1 || teams.length + 1;
  return (one, other) =>
    place(one) - place(other) ||
    Number(other.role === 'lead') - Number(one.role === 'lead') ||
    one.name.localeCompare(other.name, 'fr') ||
    (one.id < other.id ? -1 : 1);
}
