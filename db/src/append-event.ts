import type { Recorded } from '@vigie/shared/ticket/events';
import { placeholdersOf } from './columns.ts';
import type { Database } from './database.ts';
import type { EventOf, Head, Stream } from './event-log.ts';
import { prepared } from './prepared.ts';
import { events } from './schema/log.ts';
import { linkHash, writeEvent } from './stored-event.ts';

const statements = prepared((orm) => ({
  append: orm.insert(events).values(placeholdersOf(events)).prepare(),
}));

/** Ties an event to the end of the chain, stores it, and gives the new end (LOG-1, LOG-5). */
export function appendEvent<K extends Stream>(
  database: Database,
  head: Head,
  stream: K,
  recorded: Recorded<EventOf<K>>,
): Head {
  const { seq, at, streamId, event } = recorded;
  const body = writeEvent(stream, recorded);
  const hash = linkHash(head.hash, body);
  statements(database).append.run({ seq, stream, streamId, type: event.type, at, body, hash });
  return { seq, hash };
}
