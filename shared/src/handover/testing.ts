import { actorOf } from '../access/actor.ts';
import type { Person } from '../people/person.ts';
import { defaultCycle } from '../roster/cycle.ts';
import { emptyRoom, evolveRoom, type RoomEvent, type RoomState } from '../room/room.ts';
import { defaultSettings } from '../settings/settings.ts';
import type { TicketCommand } from '../ticket/command.ts';
import { decide } from '../ticket/decide.ts';
import { decideSystem } from '../ticket/decide-system.ts';
import type { Recorded, TicketEvent } from '../ticket/events.ts';
import { evolve } from '../ticket/evolve.ts';
import { isOpen } from '../ticket/select.ts';
import type { SystemCommand } from '../ticket/system-command.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { HandoverCommand } from './command.ts';
import { accepted, judgeAcceptance, propose } from './decide-signature.ts';
import { decideHandover, decideRelief } from './decide.ts';
import { rosteredFor } from './duty.ts';
import type { HandoverEvent } from './events.ts';
import { evolveHandover } from './evolve.ts';
import { handOn } from './hand-on.ts';
import type { Handover } from './handover.ts';
import type { Pass } from './pass.ts';
import { ticketItem } from './parts.ts';
import { handoverIdOf, nextRelief } from './relief.ts';

/** Any event, as the one log of a test holds it. */
export type AnyEvent =
  | { readonly stream: 'ticket'; readonly recorded: Recorded<TicketEvent> }
  | { readonly stream: 'room'; readonly recorded: Recorded<RoomEvent> }
  | { readonly stream: 'handover'; readonly recorded: Recorded<HandoverEvent> };

/** Events of one transaction: seen together, or not at all. */
export type Transaction = readonly AnyEvent[];

type Happening =
  | { readonly stream: 'ticket'; readonly id: string; readonly event: TicketEvent }
  | { readonly stream: 'room'; readonly id: 'room'; readonly event: RoomEvent }
  | { readonly stream: 'handover'; readonly id: string; readonly event: HandoverEvent };

/**
 * A whole service in memory, with the product's own judges and folds: tickets, sheets and the room,
 * as the desk would carry commands out, one transaction after the other.
 */
export class ReliefLog {
  readonly tickets = new Map<string, Ticket>();
  readonly handovers = new Map<string, Handover>();
  readonly people: readonly Person[];
  readonly transactions: Transaction[] = [];
  readonly settings = defaultSettings;
  room: RoomState = emptyRoom;
  at: number;
  #seq = 0;

  constructor(people: readonly Person[], at: number) {
    this.people = people;
    this.at = at;
  }

  get openTickets(): Ticket[] {
    return [...this.tickets.values()].filter(isOpen);
  }

  /** The sheet of the relief to come. */
  get sheet(): Handover | null {
    return this.handovers.get(handoverIdOf(nextRelief(defaultCycle, this.at))) ?? null;
  }

  system(id: string, command: SystemCommand): boolean {
    const now = { at: this.at, settings: this.settings };
    const decision = decideSystem(this.tickets.get(id) ?? null, command, now);
    return this.#commit('system', decision.ok ? onTicket(id, decision.events) : null);
  }

  onTicket(by: string, id: string, command: TicketCommand): boolean {
    const { at, settings } = this;
    const circumstances = { at, settings, actor: actorOf(this.#person(by), false) };
    const decision = decide(this.tickets.get(id) ?? null, command, circumstances);
    return this.#commit(by, decision.ok ? onTicket(id, decision.events) : null);
  }

  inRoom(event: RoomEvent): boolean {
    return this.#commit('system', [{ stream: 'room', id: 'room', event }]);
  }

  open(): boolean {
    const relief = nextRelief(defaultCycle, this.at);
    const id = handoverIdOf(relief);
    const command = { type: 'open-handover', relief } as const;
    const decision = decideRelief(this.handovers.get(id) ?? null, command);
    return this.#commit('system', decision.ok ? onSheet(id, decision.events) : null);
  }

  onSheet(by: string, sheet: Handover, command: HandoverCommand): boolean {
    const { at } = this;
    const now = { at, staff: this.people, actor: actorOf(this.#person(by), false) };
    const decision = decideHandover(sheet, command, { ...now, restricted: false });
    return this.#commit(by, decision.ok ? onSheet(sheet.id, decision.events) : null);
  }

  propose(by: string, sheet: Handover): boolean {
    const items = this.openTickets
      .filter(({ lock }) => lock !== null)
      .map(({ id }) => ({ key: ticketItem(id), restricted: false }));
    const text = { hash: 'proposed', parts: [], items };
    const now = { staff: this.people, actor: actorOf(this.#person(by), false) };
    const decision = propose(sheet, text, { seq: this.#seq, hash: '' }, now);
    return this.#commit(by, decision.ok ? onSheet(sheet.id, decision.events) : null);
  }

  accept(by: string, sheet: Handover): boolean {
    const { at, settings, room } = this;
    const pending = [...this.handovers.values()].filter(
      ({ state }) => state === 'draft' || state === 'proposed',
    );
    const verdict = judgeAcceptance(
      sheet,
      {
        ...{ at, settings, room, pending, staff: this.people },
        tickets: this.openTickets,
        heirs: new Map(),
        hasSynthesis: true,
      },
      actorOf(this.#person(by), false),
    );
    if (!verdict.ok) return this.#commit(by, null);
    const { transfer } = verdict;
    const signed = { hash: 'accepted', head: { seq: this.#seq, hash: '' }, parts: [] };
    return this.#commit(by, [
      ...onSheet(sheet.id, [accepted(transfer, signed)]),
      { stream: 'room', id: 'room', event: transfer.room },
      ...transfer.lapsed.flatMap((id) => onSheet(id, [{ type: 'handover-lapsed' }])),
      ...[...transfer.tickets].flatMap(([id, events]) => onTicket(id, events)),
    ]);
  }

  handOn(by: string, passes: ReadonlyMap<string, Pass>): boolean {
    const { at, settings } = this;
    const { teamId } = this.#person(by);
    const colleagues = rosteredFor({ teamId: teamId ?? '' }, this.people);
    const tickets = [...passes.keys()].map((id) => this.tickets.get(id) ?? null);
    const verdict = handOn(tickets, { by, at, settings, colleagues, passes });
    const happening = verdict.ok
      ? [...verdict.tickets].flatMap(([id, events]) => onTicket(id, events))
      : null;
    return this.#commit(by, happening);
  }

  #person(id: string): Person {
    const person = this.people.find((one) => one.id === id);
    if (!person) throw new Error(`no ${id} in this test`);
    return person;
  }

  #commit(by: string, happenings: readonly Happening[] | null): boolean {
    if (!happenings) return false;
    this.transactions.push(happenings.map((happening) => this.#fold(by, happening)));
    return true;
  }

  #fold(by: string, happening: Happening): AnyEvent {
    this.#seq += 1;
    const mark = { seq: this.#seq, at: this.at, by, streamId: happening.id };
    switch (happening.stream) {
      case 'ticket': {
        const recorded = { ...mark, event: happening.event };
        this.tickets.set(happening.id, evolve(this.tickets.get(happening.id) ?? null, recorded));
        return { stream: 'ticket', recorded };
      }
      case 'room': {
        const recorded = { ...mark, event: happening.event };
        this.room = evolveRoom(this.room, recorded);
        return { stream: 'room', recorded };
      }
      case 'handover': {
        const recorded = { ...mark, event: happening.event };
        const before = this.handovers.get(happening.id) ?? null;
        this.handovers.set(happening.id, evolveHandover(before, recorded));
        return { stream: 'handover', recorded };
      }
    }
  }
}

function onTicket(id: string, events: readonly TicketEvent[]): Happening[] {
  return events.map((event) => ({ stream: 'ticket', id, event }));
}

function onSheet(id: string, events: readonly HandoverEvent[]): Happening[] {
  return events.map((event) => ({ stream: 'handover', id, event }));
}

/** A member of the service who is signed in, for tests. */
export function member(id: string, teamId: string, more: Partial<Person> = {}): Person {
  return {
    ...{ id, login: id, name: id, alias: id, rank: 'Gpx', role: 'agent', teamId },
    ...{ clearances: [], active: true, signedInAt: 1, pausedAt: null, seq: 1 },
    ...more,
  };
}
