import type { Server as HttpServer } from 'node:http';
import type { Database } from '@vigie/db/database';
import type { Committed, EventLog } from '@vigie/db/event-log';
import { audienceOf, audiences, type Audience } from '@vigie/shared/access/audience';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { Heartbeat } from '@vigie/shared/wire/delta';
import type { Hello, Whereabouts } from '@vigie/shared/wire/protocol';
import { wireVersion } from '@vigie/shared/wire/version';
import type { Clock, Timers } from '../clock.ts';
import { ClientEar } from './client-ear.ts';
import { Connection, type LiveServer, type LiveSocket } from './connection.ts';
import { Connections, type OnConnection } from './connections.ts';
import { encodeEvent, type EncodedEvent } from './encoded-event.ts';
import { Feed } from './feed.ts';
import type { Authenticate } from './handshake.ts';
import { HandoverStage, type SheetShelf } from './handover-stage.ts';
import type { LiveLogger } from './live-logger.ts';
import { LiveRoom } from './live-room.ts';
import { createLiveServer } from './live-server.ts';
import { findWords, loadRoom } from './load-room.ts';
import { PresenceBoard } from './presence-board.ts';
import { SnapshotPress } from './snapshot-press.ts';

/** How mailbox and outbox are; told with each heartbeat. */
export type Health = Pick<Heartbeat, 'mailbox' | 'outbox'>;

export interface LiveHubParts {
  readonly httpServer: HttpServer;
  readonly log: Pick<EventLog, 'id' | 'follow'>;
  readonly database: Database;
  readonly clock: Clock;
  readonly authenticate: Authenticate;
  /** Origins of the service's own pages, beside the host under which it is asked (ACCESS-2). */
  readonly origins?: ReadonlySet<string>;
  /** The desk: the same for a command by socket as for one by HTTP. */
  readonly execute: (
    envelope: unknown,
    who: { personId: string; origin: string },
  ) => Promise<CommandAnswer>;
  readonly logger: LiveLogger;
  readonly health: () => Health;
  readonly timers: Timers;
  /** Sheets of reliefs, for those who have one open (HAND-1). */
  readonly sheets?: SheetShelf;
  /** Somebody types in a ticket: for its holder that is an act (LOCK-2). */
  readonly onTyping?: (act: { ticketId: string; personId: string; at: number }) => void;
  /** How many deltas are kept for those who missed some (SYNC-2). */
  readonly ringCapacity?: number;
  /** A client that leaves this much unread, beside its snapshot, is cut. */
  readonly maxBacklogBytes?: number;
}

const heartbeatMs = 1_000;
const presenceMs = 250;

/**
 * The live rooms' one door (SYNC-1 to 9): sockets come in by it, deltas, heartbeats and presence go
 * out. It changes nothing itself: commands go to the desk, and what they did comes back by the log.
 */
export class LiveHub {
  readonly #parts: LiveHubParts;
  readonly #room: LiveRoom;
  readonly #feed: Feed;
  readonly #press: SnapshotPress;
  readonly #board: PresenceBoard;
  readonly #connections: Connections;
  readonly #stage: HandoverStage | null;
  readonly #server: LiveServer;
  readonly #ends: (() => void)[];

  constructor(parts: LiveHubParts) {
    const { log, database, clock, logger } = parts;
    this.#parts = parts;
    this.#room = new LiveRoom(loadRoom(database), (ticketId) => findWords(database, ticketId));
    this.#feed = new Feed({ ...parts, room: this.#room, onSlow: this.#noteSlow });
    this.#press = new SnapshotPress(this.#room, log.id, clock);
    this.#board = new PresenceBoard(this.#room);
    this.#connections = new Connections(clock);
    this.#stage = parts.sheets ? new HandoverStage({ ...parts, sheets: parts.sheets }) : null;
    this.#server = createLiveServer(parts);
    this.#server.on('connection', (socket) => this.#open(socket));
    this.#ends = [
      log.follow((committed) => this.#follow(committed)),
      this.#every(heartbeatMs, () => this.#beat()),
      this.#every(presenceMs, () => this.#tellPresence()),
    ];
    logger.info({ seq: this.#room.seq }, 'live feed ready');
  }

  /** How many sockets are open. */
  get sockets(): number {
    return this.#connections.count;
  }

  /** The last `seq` that the room has taken in. */
  get head(): number {
    return this.#room.seq;
  }

  isConnected(personId: string): boolean {
    return this.#connections.isConnected(personId);
  }

  /** The sessions of the open connections, one entry a connection. */
  openScreens(): { readonly personId: string; readonly sessionId: string }[] {
    const people = this.#connections.all().filter(({ isWall }) => !isWall);
    return people.map(({ personId, sessionId }) => ({ personId, sessionId }));
  }

  /** Calls the listener when a person's first connection opens and when the last is gone (LOCK-2). */
  onConnection(listener: OnConnection): () => void {
    return this.#connections.onChange(listener);
  }

  /** Cuts every socket of a session, or of a person: it has ended (ACCESS-2). */
  endSession(sessionOrPersonId: string): void {
    for (const connection of this.#connections.all()) {
      const { sessionId, personId, socket } = connection;
      if (sessionId !== sessionOrPersonId && personId !== sessionOrPersonId) continue;
      socket.emit('session-ended');
      socket.disconnect(true);
    }
  }

  /** Ends every connection in a way that lets the clients come back to the next start. */
  close(): void {
    for (const end of this.#ends) end();
    this.#connections.close();
    this.#feed.close();
    this.#stage?.close();
    this.#server.engine.close();
  }

  #open(socket: LiveSocket): void {
    const connection = new Connection(socket);
    this.#connections.add(connection);
    if (!connection.isWall) this.#board.put(connection.personId, socket.id);
    new ClientEar(connection, {
      clock: this.#parts.clock,
      logger: this.#parts.logger,
      hello: (hello) => this.#greet(connection, hello),
      catchUp: (since) => this.#catchUp(connection, since),
      whereabouts: (place) => this.#moved(connection, place),
      handoverPlace: (place) => {
        if (!connection.isWall) this.#stage?.put(connection, place);
      },
      command: (envelope) => this.#execute(connection, envelope),
    });
    socket.on('disconnect', () => this.#shut(connection));
  }

  #moved({ personId, socket, isWall }: Connection, place: Whereabouts): void {
    if (isWall) return;
    this.#board.put(personId, socket.id, place);
    const { ticketId, typing } = place;
    const at = this.#parts.clock.now();
    if (typing && ticketId !== null) this.#parts.onTyping?.({ ticketId, personId, at });
  }

  #shut(connection: Connection): void {
    this.#feed.leave(connection);
    this.#stage?.leave(connection);
    if (!connection.isWall) this.#board.drop(connection.personId, connection.socket.id);
    this.#connections.remove(connection);
  }

  #greet(connection: Connection, { wire, logId, since }: Hello): void {
    this.#feed.leave(connection);
    // An older client keeps its draft and reloads; what it would make of our deltas, nobody knows.
    if (wire !== wireVersion) return void connection.socket.emit('outdated', wireVersion);
    const audience = this.#audienceOf(connection);
    if (!audience) return this.endSession(connection.sessionId);
    this.#feed.join(connection, audience);
    const goesOn = logId === this.#press.viewId(audience) && since !== null;
    if (!goesOn || !this.#resume(connection, audience, since)) this.#start(connection, audience);
    connection.outlet.send(this.#heartbeat());
  }

  #audienceOf({ isWall, personId }: Connection): Audience | null {
    if (isWall) return 'uncleared';
    const person = this.#room.person(personId);
    return person ? audienceOf(person) : null;
  }

  #catchUp(connection: Connection, since: number): void {
    const { audience } = connection;
    if (audience && !this.#feed.catchUp(connection, since)) this.#start(connection, audience);
  }

  /** The view of the client stands: it gets what it missed, and who is where by now. */
  #resume(connection: Connection, audience: Audience, since: number): boolean {
    if (!this.#feed.catchUp(connection, since)) return false;
    connection.outlet.send(
      encodeEvent('presence', JSON.stringify(this.#board.toldOfAll(audience))),
    );
    return true;
  }

  #start(connection: Connection, audience: Audience): void {
    const bytes = this.#press.snapshot(audience, JSON.stringify(this.#board.told(audience)));
    connection.snapshotBytes = bytes.length;
    connection.socket.emit('snapshot', bytes);
  }

  async #execute(
    { personId, origin, isWall }: Connection,
    envelope: unknown,
  ): Promise<CommandAnswer> {
    if (isWall)
      return { ok: false, refusal: 'not-allowed', message: 'Un mur ne fait que montrer.' };
    try {
      return await this.#parts.execute(envelope, { personId, origin });
    } catch (error) {
      this.#parts.logger.error({ err: error, personId }, 'a command by socket failed');
      return { ok: false, refusal: 'failed', message: 'La commande a échoué, sans effet.' };
    }
  }

  #follow(committed: Committed): void {
    this.#feed.take(committed);
    this.#stage?.take(committed);
    for (const personId of committed.changed.person.keys()) this.#board.touch(personId);
    for (const ticketId of committed.changed.ticket.keys()) this.#board.touchReaders(ticketId);
    // Who reads a ticket is hidden with the ticket itself, not a quarter of a second later.
    if (changesRestriction(committed)) this.#tellPresence();
    for (const personId of committed.changed.person.keys()) this.#moveAudience(personId);
  }

  /** A new role or clearance shows another view from its very event on (SYNC-4). */
  #moveAudience(personId: string): void {
    const person = this.#room.person(personId);
    if (!person) return;
    const audience = audienceOf(person);
    for (const connection of this.#connections.of(personId)) {
      if (!connection.audience || connection.audience === audience) continue;
      this.#feed.join(connection, audience);
      this.#start(connection, audience);
    }
  }

  /** What is pending goes first: no screen may be told of a head that it was not sent. */
  #beat(): void {
    this.#feed.flush();
    const heartbeat = this.#heartbeat();
    for (const audience of audiences) this.#feed.tell(audience, heartbeat);
  }

  #heartbeat(): EncodedEvent {
    const heartbeat = {
      head: this.#room.seq,
      at: this.#parts.clock.now(),
      ...this.#parts.health(),
    } satisfies Heartbeat;
    return encodeEvent('heartbeat', JSON.stringify(heartbeat));
  }

  #tellPresence(): void {
    const news = this.#board.takeNews();
    for (const audience of audiences) {
      const told = news[audience];
      if (told) this.#feed.tell(audience, encodeEvent('presence', JSON.stringify(told)));
    }
  }

  readonly #noteSlow = ({ personId }: Connection, backlogBytes: number): void => {
    this.#parts.logger.warn({ personId, backlogBytes }, 'a client that reads too slowly is cut');
  };

  #every(ms: number, act: () => void): () => void {
    const again = () => {
      act();
      cancel = this.#parts.timers.after(ms, again);
    };
    let cancel = this.#parts.timers.after(ms, again);
    return () => cancel();
  }
}

function changesRestriction({ changed }: Committed): boolean {
  return [...changed.ticket.values()].some(
    ({ before, after }) => before !== null && before.restricted !== after.restricted,
  );
}
