import type { Recorded } from '@vigie/shared/ticket/events';
import { appendEvent } from './append-event.ts';
import type { Database } from './database.ts';
import type {
  Append,
  Committed,
  EventOf,
  Head,
  LogEvent,
  Request,
  StateOf,
  Stream,
} from './event-log.ts';
import type { LoadedKeys } from './load-keys.ts';
import { keepMergedDraft } from './keep-merged-draft.ts';
import { projectOnOutbox } from './outbox-effect.ts';
import { placeMails } from './place-mails.ts';
import { noChanges, streamKinds, streams } from './streams.ts';
import { endDraft, writeBeside } from './write-beside.ts';
import type { Writes } from './writes.ts';

/** The events of one transaction, on their way into the log and the projections. */
export class Work {
  readonly recorded: Recorded<LogEvent>[] = [];
  head: Head;
  readonly #database: Database;
  readonly #request: Request;
  readonly #loaded: LoadedKeys;
  readonly #changed = noChanges();

  constructor(database: Database, head: Head, request: Request, loaded: LoadedKeys) {
    this.#database = database;
    this.head = head;
    this.#request = request;
    this.#loaded = loaded;
  }

  append<K extends Stream>({ stream, id, events }: Append<K>): void {
    for (const event of events) this.#fold(stream, this.#record(stream, id, event));
  }

  /** Projections first, then the rows beside the log, then what the events do to those rows. */
  store(writes: Writes): void {
    const database = this.#database;
    for (const kind of streamKinds) this.#storeKind(kind);
    writeBeside(database, writes);
    for (const recorded of this.recorded) {
      projectOnOutbox(database, recorded);
      placeMails(database, recorded);
      keepMergedDraft(database, recorded);
      if (endsDraft(recorded.event) && !this.#isHeldByOther(recorded.streamId)) {
        endDraft(database, recorded.streamId);
      }
    }
  }

  /** An uncertain answer that proves to have left takes no words from who holds the ticket by now (LOCK-8). */
  #isHeldByOther(ticketId: string): boolean {
    const ticket = this.#changed.ticket.get(ticketId);
    const holder = ticket?.after.lock?.holder;
    return holder !== undefined && holder !== ticket?.before?.outgoing?.by;
  }

  committed(writes: Writes): Committed | null {
    if (!this.recorded.length && !writesSomething(writes)) return null;
    return {
      by: this.#request.by,
      at: this.#request.at,
      recorded: this.recorded,
      changed: this.#changed,
      writes,
    };
  }

  #record<K extends Stream>(stream: K, streamId: string, event: EventOf<K>): Recorded<EventOf<K>> {
    const { at, by } = this.#request;
    const recorded = { seq: this.head.seq + 1, at, by, streamId, event };
    this.head = appendEvent(this.#database, this.head, stream, recorded);
    this.recorded.push(recorded);
    return recorded;
  }

  #fold<K extends Stream>(kind: K, recorded: Recorded<EventOf<K>>): void {
    const id = recorded.streamId;
    const changed = this.#changed[kind];
    const known = changed.get(id);
    const before = known ? known.before : this.#before(kind, id);
    changed.set(id, { before, after: streams[kind].evolve(known?.after ?? before, recorded) });
  }

  #before<K extends Stream>(kind: K, id: string): StateOf<K> | null {
    const loaded = this.#loaded.state(kind, id);
    return loaded === undefined ? streams[kind].load(this.#database, id) : loaded;
  }

  #storeKind<K extends Stream>(kind: K): void {
    for (const { before, after } of this.#changed[kind].values()) {
      streams[kind].store(this.#database, before, after);
    }
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
