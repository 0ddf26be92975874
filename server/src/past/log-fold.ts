import type { Database } from '@vigie/db/database';
import type { Changed, Committed, EventOf, StateOf, Stream } from '@vigie/db/event-log';
import { eventsOfStream, type StreamedEvent } from '@vigie/db/queries/past';
import { noChanges, streams } from '@vigie/db/streams';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { FoldContents } from '../live/room-contents.ts';
import { RoomFold, type Place } from '../live/room-fold.ts';
import type { RosterContents } from '../roster/roster-contents.ts';

/** Words are joined where somebody looks, never before: no state of the past carries any (LOG-4). */
const noWords = { subject: '', sender: '' };

/**
 * The fold of the live view, fed from the log instead of from commits (TIME-1): each event is folded
 * into its stream by the log's own folds, and told to the very fold behind the live screens.
 */
export class LogFold {
  readonly room: RoomFold;
  readonly #database: Database;

  constructor(database: Database, contents: FoldContents, roster: RosterContents | null) {
    this.#database = database;
    const tickets = contents.tickets.map((ticket) => ({ ticket, words: noWords }));
    const made = { ...contents, tickets, roster, instructionText: '', seq: 0 };
    this.room = new RoomFold(made, () => noWords);
  }

  /** Takes one event in and names all that it may have changed. */
  take({ stream, recorded }: StreamedEvent): Place[] {
    return this.room.take(this.#committed(stream, recorded));
  }

  #committed<K extends Stream>(kind: K, recorded: Recorded<EventOf<K>>): Committed {
    const { at, by, streamId } = recorded;
    const before = this.#before(kind, streamId, recorded.seq);
    const after = streams[kind].evolve(before, recorded);
    const changed: Changed = { ...noChanges(), [kind]: new Map([[streamId, { before, after }]]) };
    return { by, at, recorded: [recorded], changed, writes: {} };
  }

  /** What has left the screens is not held: a settled ticket that comes back is folded from its own events. */
  #before<K extends Stream>(kind: K, id: string, seq: number): StateOf<K> | null {
    const held = this.room.state(kind, id);
    if (held !== undefined) return held;
    const past = eventsOfStream(this.#database, id, seq) as Recorded<EventOf<K>>[];
    return past.reduce<StateOf<K> | null>((state, each) => streams[kind].evolve(state, each), null);
  }
}
