import type { Audience } from '@vigie/shared/access/audience';
import type { ClientEvents, ServerEvents } from '@vigie/shared/wire/protocol';
import type { Server, Socket } from 'socket.io';
import { Outlet } from './outlet.ts';

/** Who is behind a socket, as the session cookie proved at the handshake. */
export interface Viewer {
  readonly personId: string;
  readonly sessionId: string;
  /** A screen that only watches: it hears the uncleared's feed, and is neither present nor obeyed. */
  readonly isWall: boolean;
}

type NoEvents = Record<string, never>;
export type LiveServer = Server<ClientEvents, ServerEvents, NoEvents, { viewer: Viewer }>;
export type LiveSocket = Socket<ClientEvents, ServerEvents, NoEvents, { viewer: Viewer }>;

/** One open socket of a person who is signed in. */
export class Connection {
  readonly socket: LiveSocket;
  readonly outlet: Outlet;
  readonly personId: string;
  readonly sessionId: string;
  readonly isWall: boolean;
  /** The audience it hears; null until it has said hello. */
  audience: Audience | null = null;
  /** A snapshot may stand in its backlog: the limit for slow clients is counted from there. */
  snapshotBytes = 0;

  constructor(socket: LiveSocket) {
    this.socket = socket;
    this.outlet = new Outlet(socket.conn);
    this.personId = socket.data.viewer.personId;
    this.sessionId = socket.data.viewer.sessionId;
    this.isWall = socket.data.viewer.isWall;
  }

  /** Session and address, for the audit. */
  get origin(): string {
    return `${this.sessionId} ${this.socket.handshake.address}`;
  }
}
