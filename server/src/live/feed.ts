import type { Committed } from '@vigie/db/event-log';
import { audiences, type Audience } from '@vigie/shared/access/audience';
import type { Connection } from './connection.ts';
import { DeltaRing } from './delta-ring.ts';
import { encodeEvent, type EncodedEvent } from './encoded-event.ts';
import type { LiveRoom } from './live-room.ts';

const defaultRingCapacity = 10_000;
const defaultMaxBacklogBytes = 8 * 1024 * 1024;

interface Hearers {
  readonly members: Set<Connection>;
  readonly ring: DeltaRing;
  /** Deltas of this tick, not sent yet. */
  pending: string[];
}

interface FeedParts {
  readonly room: LiveRoom;
  /** Told of each client that is cut because it reads too slowly; it connects again. */
  readonly onSlow: (connection: Connection, backlogBytes: number) => void;
  /** How many deltas of each audience are kept for those who missed some (SYNC-2). */
  readonly ringCapacity?: number;
  /** How much a client may leave unread, beside its snapshot. */
  readonly maxBacklogBytes?: number;
}

/**
 * The ordered feed of deltas to every screen (SYNC-1). A delta is encoded once for each audience, and
 * the deltas of one tick travel in one frame (SYNC-8).
 */
export class Feed {
  readonly #room: LiveRoom;
  readonly #onSlow: FeedParts['onSlow'];
  readonly #maxBacklogBytes: number;
  readonly #hearers: Readonly<Record<Audience, Hearers>>;
  #flush: NodeJS.Immediate | null = null;

  constructor({ room, onSlow, ringCapacity, maxBacklogBytes }: FeedParts) {
    this.#room = room;
    this.#onSlow = onSlow;
    this.#maxBacklogBytes = maxBacklogBytes ?? defaultMaxBacklogBytes;
    const hearers = (): Hearers => ({
      members: new Set(),
      ring: new DeltaRing(ringCapacity ?? defaultRingCapacity, room.seq),
      pending: [],
    });
    this.#hearers = { cleared: hearers(), uncleared: hearers() };
  }

  /** Takes a committed transaction in; its deltas leave at the end of this tick. */
  take(committed: Committed): void {
    const deltas = this.#room.take(committed);
    for (const audience of audiences) {
      const { ring, pending } = this.#hearers[audience];
      for (const delta of deltas[audience]) {
        const json = JSON.stringify(delta);
        ring.push(delta.seq, json);
        pending.push(json);
      }
    }
    if (deltas.cleared.length) this.#flush ??= setImmediate(() => this.flush());
  }

  /** Sends what is pending now. */
  flush(): void {
    this.close();
    for (const audience of audiences) {
      const hearers = this.#hearers[audience];
      if (!hearers.pending.length) continue;
      const frame = frameOf(hearers.pending);
      hearers.pending = [];
      this.tell(audience, frame);
    }
  }

  /** Sends one event to a whole audience. */
  tell(audience: Audience, event: EncodedEvent): void {
    for (const connection of this.#hearers[audience].members) {
      const backlog = connection.outlet.backlogBytes;
      if (backlog > this.#maxBacklogBytes + connection.snapshotBytes)
        this.#cut(connection, backlog);
      else connection.outlet.send(event);
    }
  }

  /** Lets a connection hear an audience, and no other. */
  join(connection: Connection, audience: Audience): void {
    this.leave(connection);
    connection.audience = audience;
    this.#hearers[audience].members.add(connection);
  }

  leave(connection: Connection): void {
    if (connection.audience) this.#hearers[connection.audience].members.delete(connection);
    connection.audience = null;
  }

  /** Sends all deltas after `since`; false when the buffer does not reach back that far (SYNC-2). */
  catchUp(connection: Connection, since: number): boolean {
    if (!connection.audience) return false;
    const missing = this.#hearers[connection.audience].ring.after(since);
    if (missing) connection.outlet.send(frameOf(missing));
    return missing !== null;
  }

  /** Forgets what waits for the end of the tick. */
  close(): void {
    if (this.#flush) clearImmediate(this.#flush);
    this.#flush = null;
  }

  /** What a slow client leaves unread is the server's memory. */
  #cut(connection: Connection, backlogBytes: number): void {
    this.#onSlow(connection, backlogBytes);
    this.leave(connection);
    connection.outlet.cut();
  }
}

function frameOf(deltas: readonly string[]): EncodedEvent {
  return encodeEvent('frame', `{"deltas":[${deltas.join(',')}]}`);
}
