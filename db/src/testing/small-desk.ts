import { actorOf, isCleared } from '@vigie/shared/access/actor';
import type { Person, PersonFields } from '@vigie/shared/people/person';
import { defaultSettings } from '@vigie/shared/settings/settings';
import type { TicketCommand } from '@vigie/shared/ticket/command';
import { decide } from '@vigie/shared/ticket/decide';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import type { PairEvents } from '@vigie/shared/ticket/decide-merge';
import type { Circumstances, Decision } from '@vigie/shared/ticket/decision';
import type { TicketEvent } from '@vigie/shared/ticket/events';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import type { Refusal } from '@vigie/shared/wire/answer';
import type { Append, EventLog, Key, Loaded, Verdict } from '../event-log.ts';
import type { Writes } from '../writes.ts';

/** A ticket as its first event tells it. */
export type Opening = Extract<TicketEvent, { type: 'ticket-opened' }>;

export type SmallAnswer =
  | { readonly ok: true; readonly seq: number; readonly ticketId: string; readonly token: number }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Options {
  /** The same key twice is the same command; a fresh one is made where none is given. */
  readonly key?: string;
  readonly writes?: Writes;
}

type PairDecision = Decision<never> | ({ readonly ok: true } & PairEvents);
type CommandFor = TicketCommand | ((loaded: Loaded) => TicketCommand);

const month = '26-11';

const agent: PersonFields = {
  login: '',
  rank: 'Gpx',
  name: 'Camille Roussel',
  alias: 'RIO 1234567',
  role: 'agent',
  teamId: 'JOUR-A',
  clearances: [],
};

/**
 * As much of a desk as tests of the log need: real judges over the log, one transaction a command.
 * Times are given; keys are counted.
 */
export class SmallDesk {
  readonly log: EventLog;
  readonly #prefix: string;
  #keys = 0;

  constructor(log: EventLog, prefix = 'key') {
    this.log = log;
    this.#prefix = prefix;
  }

  /** Adds a member of the service. */
  person(id: string, fields: Partial<PersonFields> = {}, options: Options = {}): Promise<number> {
    const event = { type: 'person-added' as const, ...agent, login: id, ...fields };
    return this.#append('add-person', { stream: 'person', id, events: [event] }, options);
  }

  /** Appends events as they are, whoever would have decided them. */
  happen(append: Append, at = 0): Promise<number> {
    return this.#append('happen', append, {}, at);
  }

  /** Opens a ticket whose number the log gives. */
  ticket(id: string, opening: Partial<Opening> = {}, options: Options = {}): Promise<number> {
    const at = opening.receivedAt ?? 0;
    return this.log.transact(
      this.#request('system', 'open-ticket', at, options),
      [
        { kind: 'ticket', id },
        { kind: 'number', month },
      ],
      (loaded) => {
        const number = `${month}-${String(loaded.number(month))}`;
        const event = { ...defaultOpening(id, number), ...opening };
        return {
          ok: true,
          appends: [{ stream: 'ticket', id, events: [event] }],
          writes: options.writes ?? {},
          answer: ([first]) => first?.seq ?? 0,
        };
      },
    );
  }

  /** A command of a person, judged as the product judges it. */
  act(
    by: string,
    ticketId: string,
    command: CommandFor,
    at: number,
    options: Options = {},
  ): Promise<SmallAnswer> {
    const type = typeof command === 'function' ? 'command' : command.type;
    return this.log.transact(
      this.#request(by, type, at, options),
      [...this.#keysOf(by, at), { kind: 'ticket', id: ticketId }],
      (loaded) => {
        const asked = typeof command === 'function' ? command(loaded) : command;
        const actor = actorOf(known(loaded.person(by)), false);
        const circumstances = { at, actor, settings: defaultSettings };
        const decision = decide(loaded.ticket(ticketId), asked, circumstances);
        return verdictOn(ticketId, decision, options.writes);
      },
    );
  }

  claim(by: string, ticketId: string, at: number, options: Options = {}): Promise<SmallAnswer> {
    const command = (loaded: Loaded) => ({
      type: 'claim-ticket' as const,
      heldByActor: loaded.held(by),
    });
    return this.act(by, ticketId, command, at, options);
  }

  claimNext(by: string, at: number, cleared = false, options: Options = {}): Promise<SmallAnswer> {
    return this.log.transact<SmallAnswer>(
      this.#request(by, 'claim-next', at, options),
      [...this.#keysOf(by, at), { kind: 'next-ticket', personId: by, cleared, at }],
      (loaded) => {
        const ticket = loaded.nextTicket();
        if (!ticket) return refusal('nothing-to-claim');
        const actor = actorOf(known(loaded.person(by)), false);
        if (cleared && !isCleared(actor)) throw new Error('the test clears who is not cleared');
        const command = { type: 'claim-ticket' as const, heldByActor: loaded.held(by) };
        const circumstances = { at, actor, settings: defaultSettings };
        return verdictOn(ticket.id, decide(ticket, command, circumstances), {});
      },
    );
  }

  /** What the service itself does to a ticket. */
  system(
    ticketId: string,
    command: SystemCommand | ((loaded: Loaded) => SystemCommand),
    at: number,
    options: Options = {},
  ): Promise<SmallAnswer> {
    const type = typeof command === 'function' ? 'command' : command.type;
    return this.log.transact(
      this.#request('system', type, at, options),
      [{ kind: 'ticket', id: ticketId }],
      (loaded) => {
        const now = { at, settings: defaultSettings };
        const asked = typeof command === 'function' ? command(loaded) : command;
        const decision = decideSystem(loaded.ticket(ticketId), asked, now);
        return verdictOn(ticketId, decision, options.writes);
      },
    );
  }

  /** What happens to two tickets at once, judged as the product judges it. */
  pair(
    by: string,
    [ticketId, otherId]: readonly [string, string],
    judge: (loaded: Loaded, circumstances: Circumstances) => PairDecision,
    at: number,
    options: Options = {},
  ): Promise<SmallAnswer> {
    const keys: Key[] = [ticketId, otherId].flatMap((id) => [
      { kind: 'ticket', id },
      { kind: 'mails', ticketId: id },
      { kind: 'holder', ticketId: id },
    ]);
    return this.log.transact(
      this.#request(by, 'pair', at, options),
      [...this.#keysOf(by, at), ...keys],
      (loaded) => {
        const actor = actorOf(known(loaded.person(by)), false);
        const decision = judge(loaded, { at, actor, settings: defaultSettings });
        if (!decision.ok || !('ofFirst' in decision)) {
          return refusal(decision.ok ? 'failed' : decision.refusal);
        }
        return {
          ok: true,
          appends: [
            { stream: 'ticket', id: ticketId, events: decision.ofFirst },
            { stream: 'ticket', id: otherId, events: decision.ofSecond },
          ],
          writes: {},
          answer: (recorded) => ({
            ...{ ok: true, seq: recorded.at(-1)?.seq ?? 0, ticketId: otherId, token: 0 },
          }),
        };
      },
    );
  }

  #append(type: string, append: Append, options: Options, at = 0): Promise<number> {
    return this.log.transact(this.#request('system', type, at, options), [], () => ({
      ok: true,
      appends: [append],
      writes: options.writes ?? {},
      answer: (recorded) => recorded.at(-1)?.seq ?? 0,
    }));
  }

  #keysOf(by: string, at: number): Key[] {
    return [
      { kind: 'person', id: by },
      { kind: 'held', personId: by, at },
    ];
  }

  #request(by: string, type: string, at: number, { key }: Options) {
    return { key: key ?? `${this.#prefix}-${String(++this.#keys)}`, by, at, type, origin: null };
  }
}

/** An ordinary ticket's first event. */
function defaultOpening(id: string, number: string): Opening {
  return {
    type: 'ticket-opened',
    number,
    mailboxId: 'contact',
    mailId: `mail-of-${id}`,
    receivedAt: 0,
    priority: 'P2',
    category: 'biens',
    restricted: false,
    signs: [],
    dueAt: 14_400_000,
    quarantined: false,
    linkedTo: [],
  };
}

function verdictOn(
  ticketId: string,
  decision: Decision<TicketEvent>,
  writes: Writes = {},
): Verdict<SmallAnswer> {
  // What was typed is kept, as the product keeps it; the rest was never done.
  if (!decision.ok) return { ...refusal(decision.refusal), writes: { words: writes.words ?? [] } };
  return {
    ok: true,
    appends: [{ stream: 'ticket', id: ticketId, events: decision.events }],
    writes,
    answer: (recorded) => {
      const token = recorded.find(({ event }) => event.type === 'ticket-claimed')?.seq ?? 0;
      return { ok: true, seq: recorded.at(-1)?.seq ?? 0, ticketId, token };
    },
  };
}

function refusal(fact: Refusal): Extract<Verdict<SmallAnswer>, { ok: false }> {
  return { ok: false, refusal: fact, answer: { ok: false, refusal: fact } };
}

function known(person: Person | null): Person {
  if (!person) throw new Error('the test acts for somebody who was never added');
  return person;
}
