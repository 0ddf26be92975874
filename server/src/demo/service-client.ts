import { emptyFeed, feedOf, receive, type Feed } from '@vigie/shared/sync/receive';
import { answerToCommandSchema, type CommandAnswer } from '@vigie/shared/wire/answer';
import type { Command } from '@vigie/shared/wire/command';
import { snapshotSchema, type Frame } from '@vigie/shared/wire/delta';
import type { ClientEvents, ServerEvents, Whereabouts } from '@vigie/shared/wire/protocol';
import { sheetSchema, type Sheet } from '@vigie/shared/wire/handover';
import { sessionSchema, type Session } from '@vigie/shared/wire/session';
import { ticketFileSchema, type TicketFile } from '@vigie/shared/wire/ticket-file';
import type { View } from '@vigie/shared/wire/view';
import { wireVersion } from '@vigie/shared/wire/version';
import { io, type Socket } from 'socket.io-client';

interface ServiceClientParts {
  /** Where the service answers, as in `http://127.0.0.1:4600`. */
  readonly baseUrl: string;
  readonly newId: () => string;
}

const answerMs = 10_000;
/** A command is sent again under its key until it is answered, this often. */
const tries = 6;

/**
 * A client of the public protocol and nothing else: sessions by HTTP, the live feed and commands by
 * socket, as any screen has them (RUN-3). Holds its copy of the view right across reconnections.
 */
export class ServiceClient {
  readonly #parts: ServiceClientParts;
  #cookie = '';
  #feed: Feed = emptyFeed;
  #socket: Socket<ServerEvents, ClientEvents> | null = null;
  #isShown = false;

  constructor(parts: ServiceClientParts) {
    this.#parts = parts;
  }

  /** This client's copy of the live view. */
  get view(): View {
    return this.#feed.view;
  }

  /** True while the socket is open and the view has been given to it. */
  get isLive(): boolean {
    return this.#isShown && this.#socket?.connected === true;
  }

  /** Signs in; null when the service refuses. */
  async signIn(login: string, password: string): Promise<Session | null> {
    const response = await this.#fetch('POST', '/api/session', { login, password });
    return response.ok ? sessionSchema.parse(await response.json()) : null;
  }

  /** Opens the live feed. `onEnded` is called when the session is over: there is no way back but signing in. */
  connect(onEnded: () => void): void {
    this.disconnect();
    const { baseUrl } = this.#parts;
    const socket: Socket<ServerEvents, ClientEvents> = io(baseUrl, {
      path: '/live',
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { Cookie: this.#cookie },
    });
    this.#socket = socket;
    socket.on('connect', () => {
      const { logId, seq } = this.#feed;
      socket.emit('hello', { wire: wireVersion, logId, since: logId === null ? null : seq });
    });
    socket.on('disconnect', () => (this.#isShown = false));
    socket.on('snapshot', (json) => this.#show(json));
    socket.on('frame', (frame) => this.#receive(frame));
    socket.on('session-ended', onEnded);
    // A refused handshake is not tried again by itself; a broken line is.
    socket.on('connect_error', () => {
      if (!socket.active) onEnded();
    });
  }

  /** Gives a command, again and again under the same key until it is answered (LOG-6). */
  async command(command: Command): Promise<CommandAnswer> {
    const envelope = { key: this.#parts.newId(), command };
    for (let left = tries; left > 0; left -= 1) {
      const answer = await this.#send(envelope);
      if (answer) return answer;
    }
    throw new Error(`no answer to ${command.type}`);
  }

  whereabouts(whereabouts: Whereabouts): void {
    this.#socket?.volatile.emit('whereabouts', whereabouts);
  }

  /** All that is shown of a ticket; null when it may not be seen. */
  async file(ticketId: string): Promise<TicketFile | null> {
    const response = await this.#fetch('GET', `/api/tickets/${ticketId}`);
    return response.ok ? ticketFileSchema.parse(await response.json()) : null;
  }

  /** A handover's sheet as this person may see it; null where there is none. */
  async sheet(handoverId: string): Promise<Sheet | null> {
    const response = await this.#fetch('GET', `/api/handovers/${handoverId}`);
    return response.ok ? sheetSchema.parse(await response.json()) : null;
  }

  /** Ends the session and the connection. */
  async signOut(): Promise<void> {
    this.disconnect();
    await this.#fetch('DELETE', '/api/session');
  }

  disconnect(): void {
    this.#isShown = false;
    this.#socket?.disconnect();
    this.#socket = null;
  }

  async #send(envelope: unknown): Promise<CommandAnswer | null> {
    const socket = this.#socket;
    if (!socket) throw new Error('the client is not connected');
    try {
      const answer: unknown = await socket.timeout(answerMs).emitWithAck('command', envelope);
      return answerToCommandSchema.parse(answer);
    } catch (error) {
      // Unanswered: perhaps done, perhaps not. The key makes asking again harmless.
      if (this.#socket === socket) return null;
      throw error;
    }
  }

  #show(json: ArrayBuffer | Uint8Array): void {
    const snapshot: unknown = JSON.parse(new TextDecoder().decode(json));
    this.#feed = feedOf(snapshotSchema.parse(snapshot));
    this.#isShown = true;
  }

  #receive(frame: Frame): void {
    const receipt = receive(this.#feed, frame);
    if (receipt.kind === 'applied') this.#feed = receipt.feed;
    if (receipt.kind !== 'gap') this.#isShown = true;
    else if (this.#isShown) this.#askFor(receipt.missingFrom);
  }

  /** Once is enough: what is missing comes as a frame or as a snapshot. */
  #askFor(since: number): void {
    this.#isShown = false;
    this.#socket?.emit('catch-up', { since });
  }

  async #fetch(method: string, path: string, body?: object): Promise<Response> {
    const { baseUrl } = this.#parts;
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: {
        Cookie: this.#cookie,
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(answerMs),
    });
    for (const cookie of response.headers.getSetCookie()) {
      if (cookie.startsWith('vigie_session=')) this.#cookie = cookie.split(';')[0] ?? '';
    }
    return response;
  }
}
