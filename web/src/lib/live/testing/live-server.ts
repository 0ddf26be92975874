import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { emptyView, type View } from '@vigie/shared/wire/view';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { Delta, Heartbeat, Presence } from '@vigie/shared/wire/delta';
import type { ClientEvents, Hello, ServerEvents } from '@vigie/shared/wire/protocol';
import { wireVersion } from '@vigie/shared/wire/version';
import { io } from 'socket.io-client';
import { Server } from 'socket.io';
import type { LiveSocket } from '../live-socket.ts';

/** A server of the live protocol on a port of its own, by real sockets; what it says is in the test's hand. */
export class TestServer {
  readonly hellos: Hello[] = [];
  readonly caughtUpFrom: number[] = [];
  readonly commands: { key: string }[] = [];
  view: View = emptyView;
  seq = 10;
  /** How the next commands are answered; null says nothing. */
  answer: () => CommandAnswer | null = () => ({ ok: true, seq: this.seq });
  #http: HttpServer;
  #io: Server<ClientEvents, ServerEvents>;
  #port = 0;

  constructor() {
    this.#http = createServer();
    this.#io = this.#open();
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#http.address() as AddressInfo).port;
    return this;
  }

  /** A client's socket, as the screen makes one, but with quick reconnection. */
  client(): LiveSocket {
    return io(`http://127.0.0.1:${String(this.#port)}`, {
      path: '/live',
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 40,
    });
  }

  frame(...deltas: Delta[]): void {
    this.#io.emit('frame', { deltas });
  }

  beat(head: number, at = Date.now()): void {
    const beat: Heartbeat = { head, at, mailbox: 'well', outbox: 'well' };
    this.#io.emit('heartbeat', beat);
  }

  presence(changed: Record<string, Presence[string] | null>): void {
    this.#io.emit('presence', changed);
  }

  outdated(): void {
    this.#io.emit('outdated', wireVersion + 1);
  }

  endSessions(): void {
    this.#io.emit('session-ended');
  }

  /** Cuts every line as a dying process does; `listen` brings it back on the same port. */
  async die(): Promise<void> {
    await this.#io.close();
    this.#http = createServer();
    this.#io = this.#open();
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  #open(): Server<ClientEvents, ServerEvents> {
    const server = new Server<ClientEvents, ServerEvents>(this.#http, {
      path: '/live',
      transports: ['websocket'],
    });
    server.on('connection', (socket) => {
      const snapshot = () =>
        socket.emit(
          'snapshot',
          Buffer.from(
            JSON.stringify({
              wire: wireVersion,
              logId: 'log',
              seq: this.seq,
              at: Date.now(),
              view: this.view,
              presence: {},
            }),
          ),
        );
      socket.on('hello', (hello) => {
        this.hellos.push(hello);
        snapshot();
      });
      socket.on('catch-up', ({ since }) => {
        this.caughtUpFrom.push(since);
        snapshot();
      });
      socket.on('command', (envelope, acknowledge) => {
        this.commands.push(envelope as { key: string });
        const answer = this.answer();
        if (answer) acknowledge(answer);
      });
    });
    return server;
  }
}
