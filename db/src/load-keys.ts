import { and, count, eq, gt, sql } from 'drizzle-orm';
import {
  apiAccessStreamId,
  noApiAccess,
  type ApiAccessState,
} from '@vigie/shared/api-access/api-access';
import type { Handover } from '@vigie/shared/handover/handover';
import type { Mailbox } from '@vigie/shared/mailbox/mailbox';
import type { Person } from '@vigie/shared/people/person';
import { emptyRoom, roomStreamId, type RoomState } from '@vigie/shared/room/room';
import {
  settingsStreamId,
  unchangedSettings,
  type SettingsState,
} from '@vigie/shared/settings/state';
import type { MailPlace } from '@vigie/shared/ticket/decide-merge';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { loadApiAccess } from './api-access-rows.ts';
import type { Database } from './database.ts';
import type { Head, Key, Loaded, ReliefFacts, StateOf, Stream } from './event-log.ts';
import { loadHandover } from './handover-rows.ts';
import { fieldOfHandover } from './handover-texts.ts';
import { loadRelief } from './load-relief.ts';
import { loadRoster } from './load-roster.ts';
import { heirOf } from './heirs.ts';
import { nextTicket } from './next-ticket.ts';
import { prepared } from './prepared.ts';
import { loadPerson, loadRoom, personOf } from './projections.ts';
import { allPeople } from './queries/people.ts';
import { mailPlacesIn } from './queries/mails.ts';
import { unsentOf } from './queries/outbox.ts';
import { loadMailbox, loadSettings, mailboxAt } from './settings-rows.ts';
import { numbers, people, tickets } from './schema/projections.ts';
import { loadTicket } from './ticket-rows.ts';

const statements = prepared((orm) => ({
  held: orm
    .select({ held: count() })
    .from(tickets)
    .where(
      and(
        sql`${tickets.lockHolder} is not null`,
        eq(tickets.lockHolder, sql.placeholder('personId')),
        gt(tickets.lockUntil, sql.placeholder('at')),
      ),
    )
    .prepare(),
  login: orm
    .select({ state: people.state })
    .from(people)
    .where(eq(people.login, sql.placeholder('login')))
    .prepare(),
  commissioners: orm
    .select({ active: count() })
    .from(people)
    .where(and(eq(people.role, 'commissioner'), eq(people.active, true)))
    .prepare(),
  number: orm
    .select({ last: numbers.last })
    .from(numbers)
    .where(eq(numbers.month, sql.placeholder('month')))
    .prepare(),
}));

/** What a decision asked to know, and the states that its events will be folded into. */
export class LoadedKeys implements Loaded {
  readonly nextSeq: number;
  readonly headHash: string;
  readonly #states: { readonly [K in Stream]: Map<string, StateOf<K> | null> } = {
    ticket: new Map(),
    person: new Map(),
    room: new Map(),
    handover: new Map(),
    settings: new Map(),
    mailbox: new Map(),
    erasure: new Map(),
    override: new Map(),
    'roster-plan': new Map(),
    'api-access': new Map(),
  };
  #next: Ticket | null | undefined;
  #commissioners: number | undefined;
  readonly #heirs = new Map<string, Ticket | null>();
  readonly #mails = new Map<string, MailPlace[]>();
  readonly #holders = new Map<string, Person | null>();
  readonly #held = new Map<string, number>();
  readonly #logins = new Map<string, Person | null>();
  readonly #addresses = new Map<string, string | null>();
  readonly #unsent = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  #field: ReturnType<Loaded['handoverField']> | undefined;
  #roster: ReturnType<Loaded['roster']> | undefined;
  #staff: Person[] | undefined;
  #relief: ReliefFacts | undefined;

  constructor(database: Database, keys: readonly Key[], head: Head) {
    this.nextSeq = head.seq + 1;
    this.headHash = head.hash;
    for (const key of keys) this.#load(database, key);
  }

  /** What was loaded of a stream; undefined where nobody named it. */
  state<K extends Stream>(kind: K, id: string): StateOf<K> | null | undefined {
    return this.#states[kind].get(id);
  }

  ticket(id: string): Ticket | null {
    return named(this.#states.ticket, id, 'ticket');
  }

  heir(id: string): Ticket | null {
    return named(this.#heirs, id, 'heir');
  }

  mails(ticketId: string): readonly MailPlace[] {
    return named(this.#mails, ticketId, 'mails');
  }

  person(id: string): Person | null {
    return named(this.#states.person, id, 'person');
  }

  room(): RoomState {
    return named(this.#states.room, roomStreamId, 'room') ?? emptyRoom;
  }

  settings(): SettingsState {
    return named(this.#states.settings, settingsStreamId, 'settings') ?? unchangedSettings;
  }

  apiAccess(): ApiAccessState {
    return named(this.#states['api-access'], apiAccessStreamId, 'api-access') ?? noApiAccess;
  }

  mailbox(id: string): Mailbox | null {
    return named(this.#states.mailbox, id, 'mailbox');
  }

  mailboxAt(address: string): string | null {
    return named(this.#addresses, address, 'mailbox-address');
  }

  unsent(mailboxId: string): number {
    return named(this.#unsent, mailboxId, 'unsent');
  }

  holder(ticketId: string): Person | null {
    return named(this.#holders, ticketId, 'holder');
  }

  held(personId: string): number {
    return named(this.#held, personId, 'held');
  }

  nextTicket(): Ticket | null {
    return this.#next === undefined ? unnamed('next-ticket') : this.#next;
  }

  login(login: string): Person | null {
    return named(this.#logins, login, 'login');
  }

  commissioners(): number {
    return this.#commissioners ?? unnamed('commissioners');
  }

  number(month: string): number {
    return named(this.#numbers, month, 'number');
  }

  handover(id: string): Handover | null {
    return named(this.#states.handover, id, 'handover');
  }

  roster(): ReturnType<Loaded['roster']> {
    return this.#roster ?? unnamed('roster');
  }

  handoverField(): ReturnType<Loaded['handoverField']> {
    return this.#field ?? unnamed('handover-field');
  }

  staff(): readonly Person[] {
    return this.#staff ?? unnamed('staff');
  }

  relief(): ReliefFacts {
    return this.#relief ?? unnamed('relief');
  }

  #load(database: Database, key: Key): void {
    switch (key.kind) {
      case 'ticket':
        this.#loadTicket(database, key.id);
        return;
      case 'heir': {
        const heir = heirOf(database, key.id);
        this.#heirs.set(key.id, heir);
        if (heir) this.#states.ticket.set(heir.id, heir);
        return;
      }
      case 'mails':
        this.#mails.set(key.ticketId, mailPlacesIn(database, key.ticketId));
        return;
      case 'person':
        this.#states.person.set(key.id, loadPerson(database, key.id));
        return;
      case 'room':
        this.#states.room.set(roomStreamId, loadRoom(database));
        return;
      case 'settings':
        this.#states.settings.set(settingsStreamId, loadSettings(database));
        return;
      case 'api-access':
        this.#states['api-access'].set(apiAccessStreamId, loadApiAccess(database));
        return;
      case 'mailbox':
        this.#states.mailbox.set(key.id, loadMailbox(database, key.id));
        return;
      case 'mailbox-address':
        this.#addresses.set(key.address, mailboxAt(database, key.address));
        return;
      case 'unsent':
        this.#unsent.set(key.mailboxId, unsentOf(database, key.mailboxId));
        return;
      case 'holder':
        this.#loadHolder(database, key.ticketId);
        return;
      case 'held':
        this.#held.set(key.personId, statements(database).held.get(key)?.held ?? 0);
        return;
      case 'next-ticket':
        this.#next = nextTicket(database, key);
        if (this.#next) this.#states.ticket.set(this.#next.id, this.#next);
        return;
      case 'login': {
        const row = statements(database).login.get({ login: key.login });
        this.#logins.set(key.login, row ? personOf(row.state) : null);
        return;
      }
      case 'commissioners':
        this.#commissioners = statements(database).commissioners.get()?.active ?? 0;
        return;
      case 'number':
        this.#numbers.set(key.month, (statements(database).number.get(key)?.last ?? 0) + 1);
        return;
      case 'roster':
        this.#roster = loadRoster(database, key);
        return;
      case 'handover':
        this.#states.handover.set(key.id, loadHandover(database, key.id));
        return;
      case 'handover-field':
        this.#field = fieldOfHandover(database, key, key.base);
        return;
      case 'staff':
        this.#staff = allPeople(database);
        return;
      case 'relief':
        this.#loadRelief(database, key.handoverId);
        return;
    }
  }

  #loadTicket(database: Database, id: string): Ticket | null {
    const ticket = loadTicket(database, id);
    this.#states.ticket.set(id, ticket);
    return ticket;
  }

  /** What is loaded here is what the events of its tickets are folded into. */
  #loadRelief(database: Database, handoverId: string): void {
    this.#relief = loadRelief(database, handoverId);
    for (const { ticket } of this.#relief.tickets) this.#states.ticket.set(ticket.id, ticket);
    for (const sheet of this.#relief.pending) this.#states.handover.set(sheet.id, sheet);
  }

  #loadHolder(database: Database, ticketId: string): void {
    const { lock } = heirOf(database, ticketId) ?? { lock: null };
    this.#holders.set(ticketId, lock ? loadPerson(database, lock.holder) : null);
  }
}

function named<V>(loaded: ReadonlyMap<string, V>, id: string, kind: Key['kind']): V {
  const value = loaded.get(id);
  return value === undefined ? unnamed(kind) : value;
}

function unnamed(kind: Key['kind']): never {
  throw new Error(`a decision asked for a ${kind} that was not named beforehand (LOG-7)`);
}
