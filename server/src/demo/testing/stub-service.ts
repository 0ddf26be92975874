import type { Session } from '@vigie/shared/wire/session';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { defaultSettings } from '@vigie/shared/settings/settings';
import type { CommandAnswer, Refusal } from '@vigie/shared/wire/answer';
import type { Command, CommandType } from '@vigie/shared/wire/command';
import type { Whereabouts } from '@vigie/shared/wire/protocol';
import type { TicketFile } from '@vigie/shared/wire/ticket-file';
import { emptyView, type PersonCard, type TicketCard, type View } from '@vigie/shared/wire/view';
import type { Clock } from '../../clock.ts';
import type { Screen } from '../work-on.ts';

/** What somebody did at their screen, and when. */
export interface Deed {
  readonly at: number;
  readonly login: string;
  readonly type: CommandType | 'sign-in' | 'sign-out';
  readonly command: Command | null;
}

/** A service in a nutshell, as the simulated colleagues see it: locks are given and taken, answers end tickets. */
export class StubService {
  readonly deeds: Deed[] = [];
  readonly whereabouts: Whereabouts[] = [];
  readonly #clock: Clock;
  /** Commands of these types are refused. */
  readonly refused = new Map<CommandType, Refusal>();
  view: View = emptyView;
  isReachable = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  screen(): StubScreen {
    return new StubScreen(this);
  }

  note(login: string, type: Deed['type'], command: Command | null = null): void {
    this.deeds.push({ at: this.#clock.now(), login, type, command });
  }

  /** Types of what somebody did, drafts counted once. */
  story(login: string): string[] {
    const types = this.deeds.filter((deed) => deed.login === login).map(({ type }) => type);
    return types.filter((type, place) => type !== types[place - 1]);
  }

  put(...cards: readonly TicketCard[]): void {
    const tickets = Object.fromEntries(cards.map((card) => [card.id, card]));
    this.view = { ...this.view, tickets: { ...this.view.tickets, ...tickets } };
  }

  putPerson(person: PersonCard): void {
    this.view = { ...this.view, people: { ...this.view.people, [person.id]: person } };
  }

  carryOut(by: string, command: Command): CommandAnswer {
    const refusal = this.refused.get(command.type);
    if (refusal) return { ok: false, refusal, message: refusal };
    if ('ticketId' in command) this.#change(by, command.ticketId, command);
    return { ok: true, seq: 1, token: 7 };
  }

  #change(by: string, ticketId: string, { type }: Command): void {
    const card = this.view.tickets[ticketId];
    if (!card || card.veiled) return;
    const [since, until] = [this.#clock.now(), this.#clock.now() + defaultSettings.leaseMs];
    const lock = { holder: by, token: 7, since, until, disconnected: false };
    if (type === 'claim-ticket') this.put({ ...card, status: 'claimed', lock });
    if (type === 'release-ticket') this.put({ ...card, status: 'new', lock: null });
    if (type === 'send-reply' || type === 'close-ticket') this.#take(ticketId);
  }

  #take(ticketId: string): void {
    const left = Object.entries(this.view.tickets).filter(([id]) => id !== ticketId);
    this.view = { ...this.view, tickets: Object.fromEntries(left) };
  }
}

class StubScreen implements Screen {
  readonly #service: StubService;
  #login = '';

  constructor(service: StubService) {
    this.#service = service;
  }

  get view(): View {
    return this.#service.view;
  }

  get isLive(): boolean {
    return this.#service.isReachable;
  }

  async signIn(login: string): Promise<Session | null> {
    if (!this.#service.isReachable) throw new Error('ECONNREFUSED');
    this.#login = login;
    this.#service.note(login, 'sign-in');
    this.#service.putPerson(personCard(login, 1));
    return sessionOf(login);
  }

  connect(): void {
    // The view is there at once.
  }

  async command(command: Command): Promise<CommandAnswer> {
    if (!this.#service.isReachable) throw new Error('no answer');
    this.#service.note(this.#login, command.type, command);
    return this.#service.carryOut(this.#login, command);
  }

  whereabouts(whereabouts: Whereabouts): void {
    this.#service.whereabouts.push(whereabouts);
  }

  async sheet(): Promise<null> {
    return null;
  }

  async file(ticketId: string): Promise<TicketFile | null> {
    const card = this.view.tickets[ticketId];
    return card && !card.veiled ? fileOf(card) : null;
  }

  disconnect(): void {
    // Nothing is open.
  }

  async signOut(): Promise<void> {
    this.#service.note(this.#login, 'sign-out');
    this.#service.putPerson(personCard(this.#login, null));
  }
}

/** A ticket that anybody may take. */
export function ticketCard(id: string, more: Partial<TicketCard> = {}): TicketCard {
  return {
    veiled: false,
    id,
    number: '26-11-0001',
    status: 'new',
    priority: 'P2',
    category: 'biens',
    restricted: false,
    subject: 'Vol de vélo',
    sender: 'Léa',
    openedAt: 0,
    lastMailAt: 0,
    waitingSince: 0,
    dueAt: 1,
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
    ...more,
  };
}

/** An agent, signed in since the instant, or away. */
export function personCard(id: string, signedInAt: number | null): PersonCard {
  return {
    id,
    rank: 'Gpx',
    name: id,
    role: 'agent',
    teamId: 'JOUR-A',
    clearances: [],
    active: true,
    signedInAt,
    pausedAt: null,
    held: 0,
  };
}

function sessionOf(login: string): Session {
  const you = {
    login,
    rank: 'Gpx',
    name: login,
    alias: 'Agent 1',
    role: 'agent',
    teamId: 'JOUR-A',
  };
  return {
    you: {
      id: login,
      ...you,
      role: 'agent',
      clearances: [],
      standsIn: false,
      mustChoosePassword: false,
      mustEnrol: false,
    },
    mode: 'demo',
    contact: 'contact@vigie.example',
    cycle: defaultCycle,
    settings: defaultSettings,
    serverTime: 0,
  };
}

function fileOf(card: TicketCard): TicketFile {
  return {
    seq: 1,
    card,
    mails: [],
    notes: [],
    draft: null,
    kept: [],
    draftFiles: [],
    keptFiles: [],
    history: [],
    citizen: { address: 'lea@orange.example', tickets: [] },
    links: [],
    mergedInto: null,
    merged: [],
    homes: {},
    duplicates: [],
    acknowledgement: 'sent',
  };
}
