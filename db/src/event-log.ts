import type { ApiAccessEvent, ApiAccessState } from '@vigie/shared/api-access/api-access';
import type { HandoverEvent } from '@vigie/shared/handover/events';
import type { Handover } from '@vigie/shared/handover/handover';
import type { StoredField } from '@vigie/shared/handover/source';
import type { ErasureEvent, ErasureState } from '@vigie/shared/erasure/erasure';
import type { Mailbox, MailboxEvent } from '@vigie/shared/mailbox/mailbox';
import type { Person, PersonEvent } from '@vigie/shared/people/person';
import type { Departure, Override, OverrideEvent } from '@vigie/shared/roster/override';
import type { PlanEvent, RosterPlan } from '@vigie/shared/roster/plan';
import type { RosterBook } from '@vigie/shared/roster/roster-book';
import type { RoomEvent, RoomState } from '@vigie/shared/room/room';
import type { AnswerSheetChange } from '@vigie/shared/settings/answer-sheets';
import type { SettingsEvent, SettingsState } from '@vigie/shared/settings/state';
import type { MailPlace } from '@vigie/shared/ticket/decide-merge';
import type { Recorded, TicketEvent } from '@vigie/shared/ticket/events';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Refusal } from '@vigie/shared/wire/answer';
import type { Writes } from './writes.ts';

/** What a kind of stream folds, and into what. */
interface StreamOf<S, E> {
  readonly state: S;
  readonly event: E;
}

/**
 * The kinds of stream of the log. Each has its fold and its projection in `streams.ts`. An id is
 * unique among the streams of all kinds.
 */
export interface Streams {
  readonly ticket: StreamOf<Ticket, TicketEvent>;
  readonly person: StreamOf<Person, PersonEvent>;
  readonly room: StreamOf<RoomState, RoomEvent>;
  readonly handover: StreamOf<Handover, HandoverEvent>;
  readonly settings: StreamOf<SettingsState, SettingsEvent>;
  readonly mailbox: StreamOf<Mailbox, MailboxEvent>;
  readonly erasure: StreamOf<ErasureState, ErasureEvent>;
  readonly override: StreamOf<Override, OverrideEvent>;
  readonly 'roster-plan': StreamOf<RosterPlan, PlanEvent>;
  readonly 'api-access': StreamOf<ApiAccessState, ApiAccessEvent>;
}
export type Stream = keyof Streams;
export type StateOf<K extends Stream> = Streams[K]['state'];
export type EventOf<K extends Stream> = Streams[K]['event'];

/** Every event that the log holds. */
export type LogEvent = EventOf<Stream>;

/** Events of one stream, to be appended in order. */
export type Append<K extends Stream = Stream> = {
  readonly [P in K]: {
    readonly stream: P;
    readonly id: string;
    readonly events: readonly EventOf<P>[];
  };
}[K];

/** What of the roster a decision must know. */
export interface RosterWanted {
  /** What is to be entered: the people and dates that it touches are loaded. */
  readonly departures?: readonly Departure[];
  /** … or something that stands already. */
  readonly overrideId?: string;
  /** … or all that touches these dates. */
  readonly dates?: { readonly from: string; readonly to: string };
}

/**
 * What a decision must know. Named beforehand, so that an adapter over a network can load it all
 * before the decision, which is pure and synchronous, is taken (LOG-7).
 */
export type Key =
  | { readonly kind: 'ticket'; readonly id: string }
  /** The ticket that stands for this one today: itself, or the last of those that it was merged into. */
  | { readonly kind: 'heir'; readonly id: string }
  /** The mails that stand in a ticket. */
  | { readonly kind: 'mails'; readonly ticketId: string }
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'room' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'api-access' }
  | { readonly kind: 'mailbox'; readonly id: string }
  /** Who bears an address among the mailboxes that have not been removed. */
  | { readonly kind: 'mailbox-address'; readonly address: string }
  /** How many answers of people still have to leave from a mailbox (MAIL-8). */
  | { readonly kind: 'unsent'; readonly mailboxId: string }
  /** The holder of a ticket's lock; of a merged one, of its heir's. */
  | { readonly kind: 'holder'; readonly ticketId: string }
  /** How many tickets a person holds at an instant; expired locks do not count. */
  | { readonly kind: 'held'; readonly personId: string; readonly at: number }
  /** The ticket that "claim next" gives to a person (LOCK-5). */
  | {
      readonly kind: 'next-ticket';
      readonly personId: string;
      readonly cleared: boolean;
      readonly at: number;
    }
  | { readonly kind: 'login'; readonly login: string }
  | { readonly kind: 'commissioners' }
  /** The next running number of a month such as `26-11`. */
  | { readonly kind: 'number'; readonly month: string }
  | { readonly kind: 'handover'; readonly id: string }
  /** As much of the roster as the rules ask for a change of it (ROST-2). */
  | ({ readonly kind: 'roster' } & RosterWanted)
  /** A field of a sheet as it stands, and the revision on which somebody typed (HAND-1). */
  | {
      readonly kind: 'handover-field';
      readonly handoverId: string;
      readonly item: string;
      readonly field: string;
      readonly base: number;
    }
  /** Everybody of the service, active or not. */
  | { readonly kind: 'staff' }
  /** All that a signature of a relief is judged on (HAND-2). */
  | { readonly kind: 'relief'; readonly handoverId: string };

/** The loaded keys. Asking for one that was not named is a bug and throws. */
export interface Loaded {
  /** The `seq` that the first appended event will get. */
  readonly nextSeq: number;
  /** Hash of the event before it: the head of the chain (LOG-5). */
  readonly headHash: string;
  ticket(id: string): Ticket | null;
  heir(id: string): Ticket | null;
  mails(ticketId: string): readonly MailPlace[];
  person(id: string): Person | null;
  room(): RoomState;
  settings(): SettingsState;
  apiAccess(): ApiAccessState;
  mailbox(id: string): Mailbox | null;
  /** The id of the mailbox that bears this address; null when none does. */
  mailboxAt(address: string): string | null;
  unsent(mailboxId: string): number;
  holder(ticketId: string): Person | null;
  held(personId: string): number;
  nextTicket(): Ticket | null;
  /** Who bears the login, active or not. */
  login(login: string): Person | null;
  /** How many active commissioners there are. */
  commissioners(): number;
  number(month: string): number;
  handover(id: string): Handover | null;
  roster(): { readonly book: RosterBook; readonly override: Override | null };
  handoverField(): { readonly current: StoredField | null; readonly base: string | null };
  staff(): readonly Person[];
  relief(): ReliefFacts;
}

/** The live state on which a sheet is signed, with the words that it freezes. */
export interface ReliefFacts {
  /** Every open ticket with the words that lists show of it. */
  readonly tickets: readonly {
    readonly ticket: Ticket;
    readonly words: { readonly subject: string; readonly sender: string };
  }[];
  /** Tickets of the signed text that have been merged since: by their ids, where they go on. */
  readonly heirs: ReadonlyMap<string, string>;
  /** Sheets that are neither sealed nor lapsed. */
  readonly pending: readonly Handover[];
  readonly fields: readonly StoredField[];
  /** Words behind the locks that stay, by their ids. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Tickets that have a draft. */
  readonly drafted: ReadonlySet<string>;
  readonly instructionText: string;
  /** What became of answer sheets since the last relief. */
  readonly answerSheets: readonly AnswerSheetChange[];
}

/** Who asks for a transaction: the audit row, and the key that makes it happen once (LOG-6). */
export interface Request {
  /** Unique for its author: sent twice, it has one effect and gives the same answer. */
  readonly key: string;
  /** A person's id, or `system`. */
  readonly by: string;
  readonly at: number;
  /** The command's type, for the audit row. */
  readonly type: string;
  /** Session and address it came from; null for the service itself. */
  readonly origin: string | null;
  /** Thousands of these may come at once: whatever else is asked for is done first. */
  readonly givesWay?: boolean;
}

/** What a decision wants done. A refusal may keep words, and appends nothing. */
export type Verdict<A> =
  | {
      readonly ok: true;
      readonly appends: readonly Append[];
      readonly writes: Writes;
      /** Makes the answer that is stored under the key, once the events have their `seq`. */
      readonly answer: (recorded: readonly Recorded<LogEvent>[]) => A;
    }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      readonly writes?: Writes;
      readonly answer: A;
    };

/** What one transaction must load, and how it decides then: purely and at once (LOG-7). */
export interface Plan<A> {
  /** When it happens, where that is later than it was asked for: numbers and clock grow together. */
  readonly at?: number;
  readonly keys: readonly Key[];
  readonly decide: (loaded: Loaded) => Verdict<A>;
}

/** The state of a stream before and after a transaction. */
export interface Transition<S> {
  readonly before: S | null;
  readonly after: S;
}

/** The streams that a transaction changed, by kind and id. */
export type Changed = {
  readonly [K in Stream]: ReadonlyMap<string, Transition<StateOf<K>>>;
};

/** What a committed transaction did; told to followers after the commit, in the order of `seq`. */
export interface Committed {
  readonly by: string;
  readonly at: number;
  readonly recorded: readonly Recorded<LogEvent>[];
  readonly changed: Changed;
  readonly writes: Writes;
}

/** Where the log ends: its last `seq` and the hash of its last event (0 and 64 zeros when empty). */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The first broken link of the chain, or the proof that there is none (LOG-5). */
export type Verification =
  | { readonly ok: true; readonly events: number; readonly head: Head }
  | { readonly ok: false; readonly seq: number; readonly expected: string; readonly found: string };

/**
 * The main courante as a port (LOG-7): the one place where events are appended. Commands that arrive
 * together share a commit, each in its savepoint; those that give way wait for the next where others come. Rejects with `StorageFull` or `StorageFailed` when
 * the medium fails; then nothing of that transaction has happened.
 */
export interface EventLog {
  /** Names this log among all logs; made once with it. */
  readonly id: string;
  /** Loads, decides, appends, projects and commits; the answer of an earlier request with the same key is given again. */
  transact<A>(
    request: Request,
    keys: readonly Key[],
    decide: (loaded: Loaded) => Verdict<A>,
  ): Promise<A>;
  /**
   * The same where what must be known follows from what the log holds by then: the plan is made as the
   * transaction begins, and knows what those asked for before it have done, of the same commit too.
   */
  transactPlanned<A>(request: Request, plan: () => Plan<A>): Promise<A>;
  /** Calls the listener after each commit, once per transaction that appended or wrote, in order. */
  follow(listener: (committed: Committed) => void): () => void;
  head(): Promise<Head>;
  /** Events after `seq`, oldest first, at most `limit`, read through the upcasters. */
  read(after: number, limit: number): Promise<readonly Recorded<LogEvent>[]>;
  verify(progress?: (seq: number) => void): Promise<Verification>;
  /** Resolves when every transaction asked for so far has ended. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** The medium has no room left: nothing was written, and the process goes on. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull';
}

/** The medium refused for another reason than room. */
export class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
}
