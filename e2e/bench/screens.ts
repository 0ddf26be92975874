import WebSocket from 'ws';
import { wireVersion } from '@vigie/shared/wire/version';
import { answerQuestions } from './worker.ts';

/** A thousand screens in a process of their own, so that their work is not counted as the server's. */
export type ScreensQuestions = {
  /** Opens so many screens on a server; resolves when all of them are live. */
  open: [question: { kind: Kind; url: string; count: number }, answer: null];
  /** Waits until every screen has the delta; tells when the last screen got each since the last question. */
  collect: [question: { kind: Kind; upTo: number }, answer: Arrivals];
  /** Lets one screen say something, and waits until every screen shows the answer. */
  say: [
    question: { kind: Kind; screen: number; text: string; echo: string },
    answer: { ms: number },
  ];
};
export type Kind = 'live' | 'bare';

/** Of each `seq`: the instant (monotonic, ns) at which the last screen had it. */
export type Arrivals = [seq: number, atNs: string][];

const seqMark = Buffer.from('"seq":');
const frameMark = '42["frame"';

class Screens {
  readonly kind: Kind;
  readonly sockets: WebSocket[] = [];
  readonly #had = new Map<number, number>();
  #last: Arrivals = [];
  #onWhole: (seq: number) => void = () => undefined;
  #onText: (() => void) | null = null;
  #echo: Buffer | null = null;

  constructor(kind: Kind) {
    this.kind = kind;
  }

  async open(url: string, count: number): Promise<void> {
    // In parts: a server takes a limited number of new connections at once.
    for (let n = 0; n < count; n += 50) {
      const part = Array.from({ length: Math.min(50, count - n) }, (_, k) => this.#one(url, n + k));
      this.sockets.push(...(await Promise.all(part)));
    }
  }

  collect(upTo: number): Promise<Arrivals> {
    return new Promise((resolve) => {
      const finish = () => {
        const arrivals = this.#last;
        this.#last = [];
        this.#onWhole = () => undefined;
        resolve(arrivals);
      };
      this.#onWhole = (seq) => (seq >= upTo ? finish() : undefined);
      if (this.#last.some(([seq]) => seq >= upTo)) finish();
    });
  }

  say(screen: number, text: string, echo: string): Promise<{ ms: number }> {
    return new Promise((resolve) => {
      let missing = this.sockets.length;
      const begin = process.hrtime.bigint();
      this.#echo = Buffer.from(echo);
      this.#onText = () => {
        missing -= 1;
        if (missing > 0) return;
        this.#echo = null;
        resolve({ ms: Number(process.hrtime.bigint() - begin) / 1e6 });
      };
      this.sockets[screen % this.sockets.length]?.send(text);
    });
  }

  /** The least that a client of the protocol does; the bare screen gets the same bytes and does the same. */
  #one(url: string, n: number): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      const headers = { cookie: `vigie_session=${String(n)}` };
      const socket = new WebSocket(url, { headers, perMessageDeflate: false });
      socket.on('error', reject);
      if (this.kind === 'bare') socket.on('open', () => resolve(socket));
      socket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) resolve(socket);
        else this.#hear(socket, data);
      });
    });
  }

  #hear(socket: WebSocket, data: Buffer): void {
    if (data[1] === 50 && data.subarray(0, frameMark.length).equals(frame)) this.#frame(data);
    else if (data[0] === 48) socket.send('40');
    else if (data[0] === 50) socket.send('3');
    else if (data[1] === 48) socket.send(hello);
    else if (data.includes(refused)) throw new Error(`the server refused: ${data.toString()}`);
  }

  #frame(data: Buffer): void {
    if (this.#echo) {
      if (data.includes(this.#echo)) this.#onText?.();
      return;
    }
    const begin = data.indexOf(seqMark) + seqMark.length;
    const seq = Number.parseInt(data.toString('latin1', begin, begin + 16), 10);
    const had = (this.#had.get(seq) ?? 0) + 1;
    if (had < this.sockets.length) return void this.#had.set(seq, had);
    this.#had.delete(seq);
    this.#last.push([seq, String(process.hrtime.bigint())]);
    this.#onWhole(seq);
  }
}

const frame = Buffer.from(frameMark);
const refused = Buffer.from('"ok":false');
const hello = `42["hello",${JSON.stringify({ wire: wireVersion, logId: null, since: null })}]`;

const screens = { live: new Screens('live'), bare: new Screens('bare') };

answerQuestions<ScreensQuestions>({
  open: async ({ kind, url, count }) => {
    await screens[kind].open(url, count);
    return null;
  },
  collect: ({ kind, upTo }) => screens[kind].collect(upTo),
  say: ({ kind, screen, text, echo }) => screens[kind].say(screen, text, echo),
});
