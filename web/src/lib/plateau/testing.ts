import { defaultCycle } from '@vigie/shared/roster/cycle';
import type { PersonCard, TicketCard, VeiledTicket, View } from '@vigie/shared/wire/view';
import { emptyView } from '@vigie/shared/wire/view';
import type { LockSettings } from './held-ticket.ts';

export const minute = 60_000;
/** Tuesday 24 November 2026, 12:00 in Paris: the day team on duty is JOUR-A. */
export const noon = Date.parse('2026-11-24T11:00:00Z');
export const cycle = defaultCycle;
export const settings: LockSettings = { leaseMs: 15 * minute, staleAfterMs: 5 * minute };

/** An agent of the team on duty, signed in and free, unless told otherwise. */
export function person(id: string, part: Partial<PersonCard> = {}): PersonCard {
  return {
    id,
    rank: 'Gpx',
    name: id,
    role: 'agent',
    teamId: 'JOUR-A',
    clearances: [],
    active: true,
    signedInAt: noon - 60 * minute,
    pausedAt: null,
    held: 0,
    ...part,
  };
}

/** A ticket that came ten minutes ago and that nobody has taken, unless told otherwise. */
export function ticket(id: string, part: Partial<TicketCard> = {}): TicketCard {
  return {
    veiled: false,
    id,
    number: `26-11-${id}`,
    status: 'new',
    priority: 'P2',
    category: 'biens',
    restricted: false,
    subject: 'Vol de vélo',
    sender: 'M. Pires',
    openedAt: noon - 10 * minute,
    lastMailAt: noon - 10 * minute,
    waitingSince: noon - 10 * minute,
    dueAt: noon + 230 * minute,
    lock: null,
    outgoing: null,
    alarm: null,
    lastHandler: null,
    preferred: null,
    returns: 0,
    senderChanged: false,
    mailCount: 1,
    settledAt: null,
    conversationSeq: 1,
    ...part,
  };
}

/** A ticket taken `heldFor` ago, the last act in it `idleFor` ago, in ms. */
export function heldBy(
  holder: string,
  id: string,
  { heldFor = minute, idleFor = 0, ...part }: HeldPart = {},
): TicketCard {
  const lock = {
    holder,
    token: 7,
    since: noon - heldFor,
    until: noon - idleFor + settings.leaseMs,
    disconnected: false,
  };
  return ticket(id, { status: 'claimed', lock, ...part });
}

type HeldPart = Partial<TicketCard> & { heldFor?: number; idleFor?: number };

export function veiled(id: string): VeiledTicket {
  return { veiled: true, id, openedAt: noon - 30 * minute };
}

/** A view of these people and tickets; how many each holds is counted. */
export function viewOf(
  people: readonly PersonCard[],
  tickets: readonly (TicketCard | VeiledTicket)[] = [],
): View {
  const holds = (id: string) =>
    tickets.filter((each) => !each.veiled && each.lock?.holder === id).length;
  return {
    ...emptyView,
    people: byId(people.map((each) => ({ ...each, held: Math.max(each.held, holds(each.id)) }))),
    tickets: byId(tickets),
  };
}

export function byId<T extends { id: string }>(entities: readonly T[]): Record<string, T> {
  return Object.fromEntries(entities.map((entity) => [entity.id, entity]));
}
