import { randomUUID } from 'node:crypto';
import { emptyFeed, feedOf, receive, type Feed } from '@vigie/shared/sync/receive';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { Command } from '@vigie/shared/wire/command';
import {
  frameSchema,
  heartbeatSchema,
  presenceSchema,
  snapshotSchema,
  type Delta,
  type Frame,
  type Heartbeat,
  type Presence,
} from '@vigie/shared/wire/delta';
import type { ClientEvents, Hello, ServerEvents } from '@vigie/shared/wire/protocol';
import { wireVersion } from '@vigie/shared/wire/version';
import { io, type Socket } from 'socket.io-client';

export interface ScreenOptions {
  readonly cookie?: string;
  readonly origin?: string;
}

/** What a screen has seen so far. */
export interface ScreenState {
  feed: Feed;
  presence: Presence;
  heartbeat: Heartbeat | null;
  snapshots: number;
  catchUps: number;
  frames: Frame[];
  complaints: string[];
  outdated: number | null;
  sessionEnded: boolean;
  /** Why the connection failed or ended. */
  ended: string | null;
}

/** A client like the web app's, for tests: real socket, real schemas, and a network that can be told to fail. */
export class TestScreen {
  readonly socket: Socket<ServerEvents, ClientEvents>;
  readonly state: ScreenState = {
    feed: emptyFeed,
    presence: {},
    heartbeat: null,
    snapshots: 0,
    catchUps: 0,
    frames: [],
    complaints: [],
    outdated: null,
    sessionEnded: false,
    ended: null,
  };
  /** All that came, as text. */
  heard = '';
  /** So many of the next deltas are lost on their way, with the frames that they came in. */
  losing = 0;
  readonly #waiting = new Set<() => void>();
  readonly #name = randomUUID();
  #keys = 0;

  constructor(url: string, { cookie, origin }: ScreenOptions) {
    this.socket = io(url, {
      path: '/live',
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
    });
    this.#listen();
  }

  get view(): Feed['view'] {
    return this.state.feed.view;
  }

  get deltas(): Delta[] {
    return this.state.frames.flatMap((frame) => frame.deltas);
  }

  /** Says hello as a fresh page does, or with what it has. */
  hello(more: Partial<Hello> = {}): void {
    this.socket.emit('hello', { wire: wireVersion, logId: null, since: null, ...more });
  }

  /** Says hello as a page does whose connection came back. */
  helloAgain(of: TestScreen): void {
    const { feed } = of.state;
    this.state.feed = feed;
    this.hello({ logId: feed.logId, since: feed.seq });
  }

  command(command: Command | Record<string, unknown>): Promise<CommandAnswer> {
    this.#keys += 1;
    const key = `${this.#name}-${String(this.#keys)}`;
    return new Promise((resolve) => this.socket.emit('command', { key, command }, resolve));
  }

  /** Sends what the protocol does not know. */
  say(name: string, ...words: unknown[]): void {
    (this.socket as Socket).emit(name, ...words);
  }

  /** Resolves as soon as the screen's state is so. */
  async shows(isSo: (state: ScreenState, screen: this) => boolean): Promise<void> {
    if (isSo(this.state, this)) return;
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo(this.state, this)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  close(): void {
    this.socket.disconnect();
  }

  #listen(): void {
    const { state } = this;
    this.#on('snapshot', (bytes) => {
      const text = new TextDecoder().decode(bytes);
      this.heard += text;
      const snapshot = snapshotSchema.parse(JSON.parse(text));
      state.feed = feedOf(snapshot);
      state.presence = snapshot.presence;
      state.snapshots += 1;
    });
    this.#on('frame', (frame) => this.#take(frame));
    this.#on('heartbeat', (heartbeat) => {
      state.heartbeat = heartbeatSchema.parse(heartbeat);
      if (heartbeat.head > state.feed.seq) this.#catchUp();
    });
    this.#on('presence', (changed) => {
      this.heard += JSON.stringify(changed);
      const gone = Object.keys(changed).filter((id) => changed[id] === null);
      const now = Object.entries({ ...state.presence, ...changed });
      state.presence = presenceSchema.parse(
        Object.fromEntries(now.filter(([id]) => !gone.includes(id))),
      );
    });
    this.#on('outdated', (wire) => (state.outdated = wire));
    this.#on('session-ended', () => (state.sessionEnded = true));
    this.#on('complaint', (message) => state.complaints.push(message));
    const end = (reason: string) => {
      state.ended = reason;
      this.#look();
    };
    this.socket.on('connect_error', (error) => end(error.message));
    this.socket.on('disconnect', (reason) => end(reason));
  }

  #take(frame: Frame): void {
    if (this.losing > 0) {
      this.losing -= frame.deltas.length;
      return;
    }
    this.heard += JSON.stringify(frame);
    this.state.frames.push(frameSchema.parse(frame));
    const receipt = receive(this.state.feed, frame);
    if (receipt.kind === 'applied') this.state.feed = receipt.feed;
    if (receipt.kind === 'gap') this.#catchUp();
  }

  #catchUp(): void {
    this.state.catchUps += 1;
    this.socket.emit('catch-up', { since: this.state.feed.seq });
  }

  #on<E extends keyof ServerEvents>(
    name: E,
    act: (...said: Parameters<ServerEvents[E]>) => unknown,
  ) {
    // The listener's type depends on the name in a way that the library's own types do not follow.
    this.socket.on(
      name as string as 'complaint',
      ((...said: Parameters<ServerEvents[E]>) => {
        act(...said);
        this.#look();
      }) as never,
    );
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }
}
