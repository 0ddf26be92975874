import { createContext } from 'svelte';
import { emptyFeed, feedOf, receive, type Feed } from '@vigie/shared/sync/receive';
import {
  frameSchema,
  heartbeatSchema,
  snapshotSchema,
  type Delta,
  type Frame,
  type Heartbeat,
  type Presence,
} from '@vigie/shared/wire/delta';
import type { Whereabouts } from '@vigie/shared/wire/protocol';
import { wireVersion } from '@vigie/shared/wire/version';
import type { View } from '@vigie/shared/wire/view';
import { connectionOf, isStale, type ConnectionFacts } from './connection.ts';
import type { LiveSocket } from './live-socket.ts';
import type { ServerClock } from './server-clock.svelte.ts';

/** Hears of news with the view before and after them: for sounds, announcements and files. */
export type NewsListener = (news: readonly Delta[], before: View, after: View) => void;

interface LiveListeners {
  /** The session has ended: the password must be asked for again. */
  readonly onended: () => void;
  /** Tells by `online` and `pageshow` that it is worth knocking at once. */
  readonly wakes: EventTarget;
}

/** Silence after which a connection that claims to be open is not believed, in ms. */
const silenceMs = 5_000;
/** Pause before a socket that the server turned away knocks again, in ms. */
const turnedAwayMs = 2_000;

/**
 * This screen's copy of the live view (SYNC-1..3). Only snapshots and deltas change it (SYNC-9); it
 * knows at each instant whether it is whole, and since when it is not.
 */
export class LiveFeed {
  readonly clock: ServerClock;
  #socket: LiveSocket;
  #feed = $state.raw<Feed>(emptyFeed);
  #presence = $state.raw<Presence>({});
  #health = $state.raw<Pick<Heartbeat, 'mailbox' | 'outbox'> | null>(null);
  #connected = $state(false);
  #started = $state(false);
  #missing = $state(false);
  #outdated = $state(false);
  #wholeAt = $state(0);
  /** Where this screen stood at the last heartbeat, if that was ahead of it. */
  #behindAt: number | null = null;
  #whereabouts: Whereabouts = { ticketId: null, typing: false };
  #listeners = new Set<NewsListener>();
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  readonly #facts = $derived.by<ConnectionFacts>(() => ({
    connected: this.#connected,
    started: this.#started,
    missing: this.#missing,
    wholeAt: this.#wholeAt,
    now: this.clock.now,
  }));
  readonly connection = $derived(connectionOf(this.#facts));
  readonly stale = $derived(isStale(this.#facts));

  constructor(socket: LiveSocket, clock: ServerClock) {
    this.#socket = socket;
    this.clock = clock;
  }

  get view(): View {
    return this.#feed.view;
  }

  get seq(): number {
    return this.#feed.seq;
  }

  /** The server's time, by the second. */
  get now(): number {
    return this.clock.now;
  }

  get presence(): Presence {
    return this.#presence;
  }

  /** State of the mailbox and of the outbox by the last heartbeat; null before the first. */
  get health(): Pick<Heartbeat, 'mailbox' | 'outbox'> | null {
    return this.#health;
  }

  /** True once a first snapshot was received. */
  get started(): boolean {
    return this.#started;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Last server instant at which this screen was known to be whole. */
  get wholeAt(): number {
    return this.#wholeAt;
  }

  /** True when the server speaks another version: the page must reload (SYNC-7). */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** Connects and listens; the owner must call what it returns. */
  start({ onended, wakes }: LiveListeners): () => void {
    const socket = this.#socket;
    socket.on('connect', () => this.#hello());
    socket.on('disconnect', () => this.#lost());
    socket.on('connect_error', ({ message }) => {
      if (message === 'signed-out') onended();
      else this.#lost();
    });
    socket.on('snapshot', (bytes) => this.#begin(bytes));
    socket.on('frame', (frame) => this.#take(frame));
    socket.on('heartbeat', (heartbeat) => this.#beat(heartbeat));
    socket.on('presence', (changed) => this.#move(changed));
    socket.on('outdated', () => (this.#outdated = true));
    socket.on('session-ended', onended);
    const stopClock = this.clock.start();
    const wake = () => void (socket.connected || socket.connect());
    wakes.addEventListener('online', wake);
    wakes.addEventListener('pageshow', wake);
    socket.connect();
    return () => {
      wakes.removeEventListener('online', wake);
      wakes.removeEventListener('pageshow', wake);
      stopClock();
      clearTimeout(this.#watchdog);
      clearTimeout(this.#again);
      socket.removeAllListeners();
      socket.disconnect();
    };
  }

  /** Hears of every applied piece of news; returns how to stop. */
  onNews(listener: NewsListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells colleagues what this screen shows and whether somebody types in it (LOCK-7). */
  tell(whereabouts: Whereabouts): void {
    this.#whereabouts = whereabouts;
    if (this.#socket.connected) this.#socket.emit('whereabouts', whereabouts);
  }

  #hello(): void {
    this.#connected = true;
    this.#missing = true;
    const { logId, seq } = this.#feed;
    this.#socket.emit('hello', { wire: wireVersion, logId, since: logId === null ? null : seq });
    this.#socket.emit('whereabouts', this.#whereabouts);
    this.#watch();
  }

  #lost(): void {
    this.#connected = false;
    clearTimeout(this.#watchdog);
    // A server that turns a socket away ends the library's own tries; ours go on.
    clearTimeout(this.#again);
    if (!this.#socket.active) this.#again = setTimeout(() => this.#socket.connect(), turnedAwayMs);
  }

  #begin(bytes: ArrayBuffer | Uint8Array): void {
    const snapshot = snapshotSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const before = this.#feed.view;
    this.#feed = feedOf(snapshot);
    this.#presence = snapshot.presence;
    this.#started = true;
    this.clock.learn(snapshot.at);
    this.#whole(snapshot.at);
    this.#hear([], before);
  }

  #take(frame: Frame): void {
    const before = this.#feed.view;
    const receipt = receive(this.#feed, frameSchema.parse(frame));
    if (receipt.kind === 'gap') return this.#catchUp();
    if (receipt.kind === 'duplicate') return;
    this.#feed = receipt.feed;
    this.#hear(receipt.news, before);
  }

  #beat(beat: Heartbeat): void {
    const { head, at, mailbox, outbox } = heartbeatSchema.parse(beat);
    this.clock.learn(at);
    this.#health = { mailbox, outbox };
    this.#watch();
    if (head <= this.#feed.seq && this.#started) return this.#whole(at);
    // One beat may overtake a frame of its tick; behind twice without progress, something is lost.
    if (this.#behindAt === this.#feed.seq) this.#catchUp();
    this.#behindAt = this.#feed.seq;
  }

  #move(changed: Record<string, Presence[string] | null>): void {
    const next = { ...this.#presence };
    for (const [person, entry] of Object.entries(changed)) {
      if (entry) next[person] = entry;
      else delete next[person];
    }
    this.#presence = next;
  }

  #whole(at: number): void {
    this.#missing = false;
    this.#behindAt = null;
    this.#wholeAt = at;
  }

  #catchUp(): void {
    if (!this.#started) return;
    this.#missing = true;
    this.#socket.emit('catch-up', { since: this.#feed.seq });
  }

  #hear(news: readonly Delta[], before: View): void {
    for (const listener of this.#listeners) listener(news, before, this.#feed.view);
  }

  /** A sleeping laptop or a dead tunnel says nothing: without heartbeats the line is cut and tried anew. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#socket.io.engine.close(), silenceMs);
  }
}

export const [useLive, provideLive] = createContext<LiveFeed>();
