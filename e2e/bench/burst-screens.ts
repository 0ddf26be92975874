import { setTimeout as pause } from 'node:timers/promises';
import type WebSocket from 'ws';
import { openScreen, openScreens, type Kind } from './screen-socket.ts';
import { answerQuestions } from './worker.ts';

/** Screens in a process of their own that look at every delta: none may be missing, none out of order. */
export type BurstScreensQuestions = {
  open: [question: { kind: Kind; url: string; cookies: string[]; count: number }, answer: null];
  /** Waits until every screen that reads has the delta. */
  expect: [question: { kind: Kind; upTo: number }, answer: Arrived];
  /** So many screens, each of another person, begin and end pauses for a while: each act is a delta to all. */
  work: [question: { kind: Kind; people: number; perSecond: number; ms: number }, answer: null];
  /** Opens one more screen that never reads again once it is live; of the live kind. */
  stall: [question: { url: string; cookie: string }, answer: null];
};

export interface Arrived {
  /** When the last screen had it (monotonic, ns). */
  readonly atNs: string;
  /** Deltas that arrived on all screens together since the last question. */
  readonly deliveries: number;
  /** Places where one screen missed a delta, got one twice or out of order, ever. */
  readonly faults: number;
}

/** A frame that was read through: every screen that gets the same bytes needs not read them again. */
interface Read {
  readonly bytes: Buffer;
  readonly first: number;
  readonly last: number;
  readonly whole: boolean;
}

const seqMark = Buffer.from('"seq":');

class BurstScreens {
  readonly #kind: Kind;
  readonly #last: number[] = [];
  #sockets: readonly WebSocket[] = [];
  #frames = new Map<number, Read>();
  #deliveries = 0;
  #faults = 0;
  #upTo = Infinity;
  #missing = 0;
  #onAll: () => void = () => undefined;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  async open(url: string, cookies: readonly string[], count: number): Promise<void> {
    this.#sockets = await openScreens(count, (n) => {
      this.#last[n] = 0;
      const cookie = cookies[n % cookies.length] ?? '';
      return openScreen({ kind: this.#kind, url, cookie, onFrame: (data) => this.#hear(n, data) });
    });
  }

  async expect(upTo: number): Promise<Arrived> {
    this.#upTo = upTo;
    this.#missing = this.#last.filter((seq) => seq < upTo).length;
    if (this.#missing > 0) await new Promise<void>((resolve) => (this.#onAll = resolve));
    const atNs = String(process.hrtime.bigint());
    const deliveries = this.#deliveries;
    this.#deliveries = 0;
    this.#frames = new Map();
    this.#upTo = Infinity;
    return { atNs, deliveries, faults: this.#faults };
  }

  async work(people: number, perSecond: number, ms: number): Promise<void> {
    for (let n = 0; n < (perSecond * ms) / 1_000; n += 1) {
      const command = { type: n % 2 === 0 ? 'begin-pause' : 'end-pause' };
      for (const [person, socket] of this.#sockets.slice(0, people).entries()) {
        const envelope = { key: `work-${String(person)}-${String(n)}`, command };
        // An acknowledgement is asked for under a number of the client's own.
        socket.send(`42${String(n)}${JSON.stringify(['command', envelope])}`);
      }
      await pause(1_000 / perSecond);
    }
  }

  #hear(n: number, data: Buffer): void {
    const { first, last, whole } = this.#read(data);
    const before = this.#last[n] ?? 0;
    // The first frame of a screen follows its snapshot, whose seq nobody reads here.
    if (!whole || (before > 0 && first !== before + 1)) this.#faults += 1;
    this.#last[n] = last;
    this.#deliveries += last - first + 1;
    if (before >= this.#upTo || last < this.#upTo) return;
    this.#missing -= 1;
    if (this.#missing === 0) this.#onAll();
  }

  #read(data: Buffer): Read {
    const begin = data.indexOf(seqMark) + seqMark.length;
    const first = Number.parseInt(data.toString('latin1', begin, begin + 16), 10);
    const known = this.#frames.get(first);
    if (known?.bytes.equals(data)) return known;
    const seqs = seqsIn(data);
    const whole = seqs.every((seq, n) => seq === first + n);
    const read = { bytes: data, first, last: seqs.at(-1) ?? first, whole };
    this.#frames.set(first, read);
    return read;
  }
}

function seqsIn(data: Buffer): number[] {
  const [, frame] = JSON.parse(data.toString('utf8', 2)) as [string, { deltas: { seq: number }[] }];
  return frame.deltas.map(({ seq }) => seq);
}

const screens = { live: new BurstScreens('live'), bare: new BurstScreens('bare') };
const stalled: WebSocket[] = [];

answerQuestions<BurstScreensQuestions>({
  open: async ({ kind, url, cookies, count }) => {
    await screens[kind].open(url, cookies, count);
    return null;
  },
  expect: ({ kind, upTo }) => screens[kind].expect(upTo),
  work: async ({ kind, people, perSecond, ms }) => {
    await screens[kind].work(people, perSecond, ms);
    return null;
  },
  stall: async ({ url, cookie }) => {
    const socket = await openScreen({ kind: 'live', url, cookie, onFrame: () => undefined });
    socket.pause();
    stalled.push(socket);
    return null;
  },
});
