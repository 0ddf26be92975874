import type WebSocket from 'ws';
import { openScreen, openScreens, type Kind } from './screen-socket.ts';
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

/** Of each `seq`: the instant (monotonic, ns) at which the last screen had it. */
export type Arrivals = [seq: number, atNs: string][];

const seqMark = Buffer.from('"seq":');

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
    const opened = await openScreens(count, (n) =>
      openScreen({
        kind: this.kind,
        url,
        cookie: `vigie_session=${String(n)}`,
        onFrame: (data) => this.#frame(data),
      }),
    );
    this.sockets.push(...opened);
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

const screens = { live: new Screens('live'), bare: new Screens('bare') };

answerQuestions<ScreensQuestions>({
  open: async ({ kind, url, count }) => {
    await screens[kind].open(url, count);
    return null;
  },
  collect: ({ kind, upTo }) => screens[kind].collect(upTo),
  say: ({ kind, screen, text, echo }) => screens[kind].say(screen, text, echo),
});
