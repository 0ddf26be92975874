import { evolvePerson } from '@vigie/shared/people/evolve';
import type { Person, PersonEvent } from '@vigie/shared/people/person';
import { evolveRoom, type RoomEvent, type RoomState } from '@vigie/shared/room/room';
import type { Recorded, TicketEvent } from '@vigie/shared/ticket/events';
import { evolve } from '@vigie/shared/ticket/evolve';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { placeholdersOf } from './columns.ts';
import type { Database } from './database.ts';
import type { Append, Committed, Head, LogEvent, Request, Transition } from './event-log.ts';
import type { LoadedKeys } from './load-keys.ts';
import { projectOnOutbox } from './outbox-effect.ts';
import { prepared } from './prepared.ts';
import { loadPerson, loadRoom, storePerson, storeRoom, storeTicket } from './projections.ts';
import { events } from './schema/log.ts';
import { linkHash, writeEvent } from './stored-event.ts';
import { loadTicket } from './ticket-rows.ts';
import type { Stream } from './upcast.ts';
import { endDraft, writeBeside } from './write-beside.ts';
import type { Writes } from './writes.ts';

const statements = prepared((orm) => ({
  append: orm.insert(events).values(placeholdersOf(events)).prepare(),
}));

/** The events of one transaction, on their way into the log and the projections. */
export class Work {
  readonly recorded: Recorded<LogEvent>[] = [];
  head: Head;
  readonly #database: Database;
  readonly #request: Request;
  readonly #loaded: LoadedKeys;
  readonly #tickets = new Map<string, Transition<Ticket>>();
  readonly #people = new Map<string, Transition<Person>>();
  #room: RoomState | null = null;

  constructor(database: Database, head: Head, request: Request, loaded: LoadedKeys) {
    this.#database = database;
    this.head = head;
    this.#request = request;
    this.#loaded = loaded;
  }

  append(append: Append): void {
    switch (append.stream) {
      case 'ticket':
        for (const event of append.events)
          this.#foldTicket(this.#record('ticket', append.id, event));
        return;
      case 'person':
        for (const event of append.events)
          this.#foldPerson(this.#record('person', append.id, event));
        return;
      case 'room':
        for (const event of append.events) this.#foldRoom(this.#record('room', append.id, event));
        return;
    }
  }

  /** Projections first, then the rows beside the log, then what the events do to those rows. */
  store(writes: Writes): void {
    const database = this.#database;
    for (const { before, after } of this.#tickets.values()) storeTicket(database, before, after);
    for (const { after } of this.#people.values()) storePerson(database, after);
    if (this.#room) storeRoom(database, this.#room);
    writeBeside(database, writes);
    for (const recorded of this.recorded) {
      projectOnOutbox(database, recorded);
      if (endsDraft(recorded.event) && !this.#isHeldByOther(recorded.streamId)) {
        endDraft(database, recorded.streamId);
      }
    }
  }

  /** An uncertain answer that proves to have left takes no words from who holds the ticket by now (LOCK-8). */
  #isHeldByOther(ticketId: string): boolean {
    const ticket = this.#tickets.get(ticketId);
    const holder = ticket?.after.lock?.holder;
    return holder !== undefined && holder !== ticket?.before?.outgoing?.by;
  }

  committed(writes: Writes): Committed | null {
    if (!this.recorded.length && !writesSomething(writes)) return null;
    return {
      by: this.#request.by,
      at: this.#request.at,
      recorded: this.recorded,
      tickets: this.#tickets,
      people: this.#people,
      room: this.#room,
      writes,
    };
  }

  #record<E extends LogEvent>(stream: Stream, streamId: string, event: E): Recorded<E> {
    const { at, by } = this.#request;
    const seq = this.head.seq + 1;
    const recorded = { seq, at, by, streamId, event };
    const body = writeEvent(stream, recorded);
    const hash = linkHash(this.head.hash, body);
    const row = { seq, stream, streamId, type: event.type, at, body, hash };
    statements(this.#database).append.run(row);
    this.head = { seq, hash };
    this.recorded.push(recorded);
    return recorded;
  }

  #foldTicket(recorded: Recorded<TicketEvent>): void {
    const id = recorded.streamId;
    const known = this.#tickets.get(id);
    const before = known ? known.before : this.#ticketBefore(id);
    const after = evolve(known?.after ?? before, recorded);
    this.#tickets.set(id, { before, after });
  }

  #foldPerson(recorded: Recorded<PersonEvent>): void {
    const id = recorded.streamId;
    const known = this.#people.get(id);
    const before = known ? known.before : this.#personBefore(id);
    const after = evolvePerson(known?.after ?? before, recorded);
    this.#people.set(id, { before, after });
  }

  #foldRoom(recorded: Recorded<RoomEvent>): void {
    this.#room = evolveRoom(this.#room ?? loadRoom(this.#database), recorded);
  }

  #ticketBefore(id: string): Ticket | null {
    const loaded = this.#loaded.tickets.get(id);
    return loaded === undefined ? loadTicket(this.#database, id) : loaded;
  }

  #personBefore(id: string): Person | null {
    const loaded = this.#loaded.people.get(id);
    return loaded === undefined ? loadPerson(this.#database, id) : loaded;
  }
}

/** A draft ends when its words have left or nobody will send them; a withdrawn answer keeps it. */
function endsDraft(event: LogEvent): boolean {
  if (event.type === 'reply-settled') return event.verdict === 'sent';
  return event.type === 'reply-sent' || event.type === 'ticket-closed';
}

function writesSomething(writes: Writes): boolean {
  return Object.values(writes).some((rows) => !Array.isArray(rows) || rows.length > 0);
}
