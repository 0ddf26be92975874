import { asc, count, sql } from 'drizzle-orm';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from './database.ts';
import type { LogEvent, StateOf, Stream } from './event-log.ts';
import { projectOnOutbox } from './outbox-effect.ts';
import { movesMails, placeMails } from './place-mails.ts';
import { prepared } from './prepared.ts';
import { events } from './schema/log.ts';
import { readEvent } from './stored-event.ts';
import { streams } from './streams.ts';

const statements = prepared((orm) => ({
  count: orm.select({ events: count() }).from(events).prepare(),
  // Stream after stream, so that only one state is in memory at a time, however long the log.
  page: orm
    .select({ seq: events.seq, streamId: events.streamId, body: events.body })
    .from(events)
    .where(
      sql`(${events.streamId}, ${events.seq}) > (${sql.placeholder('streamId')}, ${sql.placeholder('seq')})`,
    )
    .orderBy(asc(events.streamId), asc(events.seq))
    .limit(1_000)
    .prepare(),
}));

/** How far a long work is: so many of so many events. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * Folds the whole log into the projections, which must be empty (LOG-3), and halts after each part to
 * tell how far it is. Reads the events through the upcasters; writes by the same statements as the log.
 */
export function* foldLog(database: Database): Generator<Progress, number> {
  const total = statements(database).count.get()?.events ?? 0;
  let done = 0;
  let place = { streamId: '', seq: 0 };
  const fold = new Fold(database);
  for (;;) {
    const rows = statements(database).page.all(place);
    for (const { body } of rows) fold.add(readEvent(body));
    const last = rows.at(-1);
    if (!last) break;
    place = last;
    done += rows.length;
    yield { done, total };
  }
  fold.end();
  return total;
}

/** The state of one stream at a time; it is stored when the next stream begins. */
class Fold {
  readonly #database: Database;
  #open: OpenStream | null = null;
  /** Mails move from stream to stream: in the order of the log, once every ticket is there. */
  readonly #moves: Recorded<LogEvent>[] = [];

  constructor(database: Database) {
    this.#database = database;
  }

  add(read: { stream: Stream; recorded: Recorded<LogEvent> }): void {
    const { stream, recorded } = read;
    if (recorded.streamId !== this.#open?.id) this.store();
    this.#open ??= openStream(this.#database, stream, recorded.streamId);
    this.#open.add(recorded);
    if (stream === 'ticket') projectOnOutbox(this.#database, recorded);
    if (movesMails(recorded)) this.#moves.push(recorded);
  }

  store(): void {
    this.#open?.store();
    this.#open = null;
  }

  end(): void {
    this.store();
    const moves = this.#moves.toSorted((one, other) => one.seq - other.seq);
    for (const move of moves) placeMails(this.#database, move);
  }
}

interface OpenStream {
  readonly id: string;
  add(recorded: Recorded<LogEvent>): void;
  store(): void;
}

function openStream<K extends Stream>(database: Database, kind: K, id: string): OpenStream {
  const { evolve, store } = streams[kind];
  let state: StateOf<K> | null = null;
  return {
    id,
    // A stream holds events of its own kind only: the log put them there.
    add: (recorded) => (state = evolve(state, recorded)),
    store: () => {
      if (state) store(database, null, state);
    },
  };
}
