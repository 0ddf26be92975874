import { asc, count, sql } from 'drizzle-orm';
import { evolvePerson } from '@vigie/shared/people/evolve';
import type { Person, PersonEvent } from '@vigie/shared/people/person';
import { emptyRoom, evolveRoom, type RoomEvent, type RoomState } from '@vigie/shared/room/room';
import type { Recorded, TicketEvent } from '@vigie/shared/ticket/events';
import { evolve } from '@vigie/shared/ticket/evolve';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Database } from './database.ts';
import type { LogEvent } from './event-log.ts';
import { projectOnOutbox } from './outbox-effect.ts';
import { prepared } from './prepared.ts';
import { storePerson, storeRoom, storeTicket } from './projections.ts';
import { events } from './schema/log.ts';
import { readEvent } from './stored-event.ts';
import type { Stream } from './upcast.ts';

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
  fold.store();
  return total;
}

/** The state of one stream at a time; it is stored when the next stream begins. */
class Fold {
  readonly #database: Database;
  #streamId: string | null = null;
  #ticket: Ticket | null = null;
  #person: Person | null = null;
  #room: RoomState | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  add({ stream, recorded }: { stream: Stream; recorded: Recorded<LogEvent> }): void {
    if (recorded.streamId !== this.#streamId) this.store();
    this.#streamId = recorded.streamId;
    // A stream holds events of its own kind only: the log put them there.
    switch (stream) {
      case 'ticket':
        this.#ticket = evolve(this.#ticket, recorded as Recorded<TicketEvent>);
        projectOnOutbox(this.#database, recorded);
        return;
      case 'person':
        this.#person = evolvePerson(this.#person, recorded as Recorded<PersonEvent>);
        return;
      case 'room':
        this.#room = evolveRoom(this.#room ?? emptyRoom, recorded as Recorded<RoomEvent>);
        return;
    }
  }

  store(): void {
    if (this.#ticket) storeTicket(this.#database, null, this.#ticket);
    if (this.#person) storePerson(this.#database, this.#person);
    if (this.#room) storeRoom(this.#database, this.#room);
    this.#ticket = null;
    this.#person = null;
    this.#room = null;
  }
}
