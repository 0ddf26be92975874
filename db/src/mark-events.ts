import type Sqlite from 'better-sqlite3';

/** Marks all full blocks of the log anew, as the trigger marks each with its last event. */
export function markEvents(client: Sqlite.Database): void {
  client.exec(`
    DELETE FROM event_marks;
    INSERT INTO event_marks ("by", type, block)
      SELECT DISTINCT body ->> '$.by', type, (seq - 1) / 512 FROM events
      WHERE seq <= (SELECT coalesce(max(seq), 0) / 512 * 512 FROM events);
    INSERT INTO event_marks ("by", type, block) SELECT DISTINCT '', type, block FROM event_marks;
  `);
}
