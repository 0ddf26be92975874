import type { Database } from '@vigie/db/database';

/**
 * The instant from which mail is taken in (MAIL-3): what the operator chose, else the day on which
 * this installation was made, so that an old mailbox does not flood the room at its first connection.
 */
export function intakeStart(database: Database, chosen: number | null): number {
  if (chosen !== null) return chosen;
  const made = database.client
    .prepare(`select value from meta where key = 'created-at'`)
    .pluck()
    .get();
  return Number(made);
}
