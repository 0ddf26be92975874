import type { LogEvent } from '@vigie/db/event-log';
import type { Recorded } from '@vigie/shared/ticket/events';

/** The fencing token that these events gave to a person, if they gave one: the `seq` of the claim (LOCK-3). */
export function tokenGiven(
  recorded: readonly Recorded<LogEvent>[],
  personId: string,
): { token?: number } {
  const given = recorded.findLast((event) => receiverOf(event) === personId);
  return given ? { token: given.seq } : {};
}

function receiverOf({ event, by }: Recorded<LogEvent>): string | null {
  if (event.type === 'ticket-reassigned' || event.type === 'ticket-passed') return event.to;
  return event.type === 'ticket-claimed' || event.type === 'ticket-seized' ? by : null;
}
