import { asc, eq, sql } from 'drizzle-orm';
import { settingsStreamId, type SettingsEvent } from '@vigie/shared/settings/state';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from '../database.ts';
import type { LogEvent, Stream } from '../event-log.ts';
import { prepared } from '../prepared.ts';
import { events } from '../schema/log.ts';
import { readEvent } from '../stored-event.ts';

const statements = prepared((orm) => ({
  ofStream: orm
    .select({ body: events.body })
    .from(events)
    .where(
      sql`${eq(events.stream, sql.placeholder('stream'))} and ${eq(events.streamId, sql.placeholder('id'))}`,
    )
    .orderBy(asc(events.seq))
    .prepare(),
  settingsSince: orm
    .select({ body: events.body })
    .from(events)
    .where(
      sql`${events.streamId} = ${settingsStreamId} and ${events.at} >= ${sql.placeholder('since')}`,
    )
    .orderBy(asc(events.seq))
    .prepare(),
}));

/** All that happened to one ticket, person or the room, in order, read through the upcasters. */
export function eventsOf(database: Database, stream: Stream, id: string): Recorded<LogEvent>[] {
  const rows = statements(database).ofStream.all({ stream, id });
  return rows.map(({ body }) => readEvent(body).recorded);
}

/** The changes of settings at or after an instant, in order. */
export function settingsEventsSince(database: Database, since: number): Recorded<SettingsEvent>[] {
  const rows = statements(database).settingsSince.all({ since });
  return rows.flatMap(({ body }) => {
    const { recorded } = readEvent(body);
    const { event } = recorded;
    return event.type === 'setting-changed' ? [{ ...recorded, event }] : [];
  });
}
