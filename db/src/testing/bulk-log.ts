import { appendEvent } from '../append-event.ts';
import { auditCommand } from '../audit-command.ts';
import type { Database } from '../database.ts';
import type { Append, EventOf, LogEvent, Request, StateOf, Stream } from '../event-log.ts';
import type { Recorded } from '@vigie/shared/ticket/events';
import { projectOnOutbox } from '../outbox-effect.ts';
import { emptyHead } from '../stored-event.ts';
import { noChanges, streamKinds, streams } from '../streams.ts';
import { headOf } from '../verify-chain.ts';
import { writeBeside } from '../write-beside.ts';
import type { Writes } from '../writes.ts';
import { SchemaAside } from './schema-aside.ts';

const transactionsACommit = 20_000;

/**
 * Writes a long history into an empty database in one pass: the events, folds and rows are those of
 * the log, made by its own parts (LOG-2, LOG-3, LOG-5). What makes it fast is what a history needs
 * not: commits, look-ups of keys, a stored state after each step, indexes before the end. Whoever
 * opened the database must call `finish`; what a crash leaves before that is no database.
 */
export class BulkLog {
  readonly #database: Database;
  readonly #aside: SchemaAside;
  /** Streams that go on: how each stands in its projection, and its state by now. */
  readonly #held = noChanges();
  #head = emptyHead;
  #uncommitted = 0;

  constructor(database: Database) {
    if (headOf(database).seq > 0) throw new Error('a history is written into an empty log only');
    this.#database = database;
    const { client } = database;
    client.pragma('journal_mode = OFF');
    client.pragma('synchronous = OFF');
    client.pragma('cache_size = -262144');
    this.#aside = new SchemaAside(client);
    client.exec('BEGIN');
  }

  /** The last `seq` so far. */
  get seq(): number {
    return this.#head.seq;
  }

  /** The state that a stream is in, or null before its first event and after `retire`. */
  state<K extends Stream>(kind: K, id: string): StateOf<K> | null {
    return this.#held[kind].get(id)?.after ?? null;
  }

  /** One transaction of the log, decided already: its events, its rows beside them, its audit row. */
  transact(
    request: Request,
    append: Append | null,
    writes: Writes,
    answer?: (recorded: readonly Recorded<LogEvent>[]) => unknown,
  ): readonly Recorded<LogEvent>[] {
    const recorded = append ? this.#append(request, append) : [];
    writeBeside(this.#database, writes);
    for (const each of recorded) projectOnOutbox(this.#database, each);
    auditCommand(this.#database, request, true, recorded, answer?.(recorded));
    this.#commitNowAndThen();
    return recorded;
  }

  /** Nothing more happens to this stream: its state is stored and forgotten. */
  retire(kind: Stream, id: string): void {
    this.#store(kind, id);
    this.#held[kind].delete(id);
  }

  /** Stores what is still held and brings the indexes back. From here on the database is one like any other. */
  finish(progress: (text: string) => void = () => undefined): void {
    for (const kind of streamKinds) for (const id of this.#held[kind].keys()) this.#store(kind, id);
    const { client } = this.#database;
    client.exec('COMMIT');
    this.#aside.bringBack(progress);
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = FULL');
  }

  #append<K extends Stream>(
    { at, by }: Request,
    { stream, id, events }: Append<K>,
  ): Recorded<EventOf<K>>[] {
    const recorded = events.map((event) => {
      const each = { seq: this.#head.seq + 1, at, by, streamId: id, event };
      this.#head = appendEvent(this.#database, this.#head, stream, each);
      return each;
    });
    this.#fold(stream, id, recorded);
    return recorded;
  }

  #fold<K extends Stream>(kind: K, id: string, recorded: readonly Recorded<EventOf<K>>[]): void {
    const held = this.#held[kind];
    const known = held.get(id);
    let state = known?.after ?? null;
    for (const each of recorded) state = streams[kind].evolve(state, each);
    if (!state) return;
    held.set(id, { before: known?.before ?? null, after: state });
    // The search index takes the number of a mail's ticket from there.
    if (!known) this.#store(kind, id);
  }

  #store<K extends Stream>(kind: K, id: string): void {
    const known = this.#held[kind].get(id);
    if (!known || known.after === known.before) return;
    streams[kind].store(this.#database, known.before, known.after);
    this.#held[kind].set(id, { before: known.after, after: known.after });
  }

  #commitNowAndThen(): void {
    this.#uncommitted += 1;
    if (this.#uncommitted < transactionsACommit) return;
    this.#uncommitted = 0;
    this.#database.client.exec('COMMIT; BEGIN');
  }
}
