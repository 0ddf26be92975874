import type { Heartbeat, Presence } from '@vigie/shared/wire/delta';
import type { View } from '@vigie/shared/wire/view';

/** Where a board takes the room from: the live feed, or an instant of the past (TIME-1). */
export interface RoomSource {
  readonly view: View;
  readonly presence: Presence;
  /** The instant that is shown, in ms since the epoch. */
  readonly now: number;
  /** Null where nobody knows how mailbox and outbox were. */
  readonly health: Pick<Heartbeat, 'mailbox' | 'outbox'> | null;
}
