import type { Committed, LogEvent } from '@vigie/db/event-log';
import type { Audience } from '@vigie/shared/access/audience';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Change, Delta } from '@vigie/shared/wire/delta';

/**
 * A delta for each event of a transaction (SYNC-1). All its changes hang on the last, so that no
 * screen ever shows half of a transaction. Who may not see an event gets its `seq` alone (SYNC-4).
 */
export function deltasFor(
  audience: Audience,
  committed: Committed,
  changes: readonly Change[],
): Delta[] {
  const last = committed.recorded.at(-1);
  return committed.recorded.map((recorded) => ({
    ...(isHidden(audience, committed, recorded) ? { seq: recorded.seq } : announcementOf(recorded)),
    ...(recorded === last && changes.length ? { changes: [...changes] } : {}),
  }));
}

function announcementOf({ seq, at, event, streamId, by }: Recorded<LogEvent>): Delta {
  return { seq, at, type: event.type, of: streamId, by };
}

/** What happens as a ticket becomes restricted, or stops to be, is told to the cleared alone. */
function isHidden(
  audience: Audience,
  { changed }: Committed,
  { streamId }: Recorded<LogEvent>,
): boolean {
  if (audience === 'cleared') return false;
  const transition = changed.ticket.get(streamId);
  if (!transition) return false;
  return transition.after.restricted || transition.before?.restricted === true;
}
