import { fileURLToPath } from 'node:url';
import type { BurstScreensQuestions } from './burst-screens.ts';
import type { FeedQuestions } from './feed-server.ts';
import { figureOf, plainFigure, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';
import type { Kind } from './screen-socket.ts';
import { Worker } from './worker.ts';

const screenCount = 1_000;
const perTick = 250;
const ticks = 16;

/**
 * How many deltas a second reach 1,000 screens, all of them and in order, beside a bare `ws` that
 * sends the same bytes; then the same beside screens that have stopped reading.
 */
export async function benchBurst(progress: Progress): Promise<Figure[]> {
  const server = new Worker<FeedQuestions>(file('feed-server.ts'));
  const screens = new Worker<BurstScreensQuestions>(file('burst-screens.ts'));
  try {
    const bench = new Burst(server, screens, await server.ask('start', null));
    await bench.open();
    return [
      await bench.throughput((done, of) => progress(done, 2 * of)),
      await bench.besideStalled((done, of) => progress(of + done, 2 * of)),
      await bench.faults(),
    ];
  } finally {
    await Promise.all([server.stop(), screens.stop()]);
  }
}

class Burst {
  readonly #server: Worker<FeedQuestions>;
  readonly #screens: Worker<BurstScreensQuestions>;
  readonly #urls: Record<Kind, string>;
  readonly #faults = { live: 0, bare: 0 };

  constructor(
    server: Worker<FeedQuestions>,
    screens: Worker<BurstScreensQuestions>,
    urls: Record<Kind, string>,
  ) {
    this.#server = server;
    this.#screens = screens;
    this.#urls = urls;
  }

  async open(): Promise<void> {
    const cookies = Array.from({ length: screenCount }, (_, n) => cookie(n));
    for (const kind of ['bare', 'live'] as const) {
      const url = this.#urls[kind];
      await this.#screens.ask('open', { kind, url, cookies, count: screenCount });
    }
  }

  async throughput(progress: Progress): Promise<Figure> {
    const rounds = await pairedRounds(
      progress,
      () => this.#perSecond('live'),
      () => this.#perSecond('bare'),
    );
    const pairs = pairsOf(rounds, (deltas) => deltas);
    const aim = { kind: 'value-at-least', limit: 1_000_000 } as const;
    return figureOf('burst: deltas a second to 1,000 screens', '1/s', pairs, aim);
  }

  /** One more screen a round stops reading: the others wait for nothing. */
  async besideStalled(progress: Progress): Promise<Figure> {
    const rounds = await pairedRounds(
      progress,
      async () => {
        await this.#screens.ask('stall', { url: this.#urls.live, cookie: cookie(0) });
        return this.#perSecond('live');
      },
      () => this.#perSecond('bare'),
    );
    const pairs = pairsOf(rounds, (deltas) => deltas);
    const aim = { kind: 'value-at-least', limit: 1_000_000 } as const;
    const name = 'burst: deltas a second beside screens that stopped reading';
    return figureOf(name, '1/s', pairs, aim);
  }

  async faults(): Promise<Figure> {
    const faults = this.#faults.live;
    return plainFigure('burst: deltas missing, doubled or out of order', '', faults, 0);
  }

  async #perSecond(kind: Kind): Promise<number> {
    const { beginNs, upTo } = await this.#server.ask('burst', { kind, ticks, perTick });
    const { atNs, deliveries, faults } = await this.#screens.ask('expect', { kind, upTo });
    this.#faults[kind] = faults;
    if (deliveries !== screenCount * ticks * perTick) this.#faults[kind] += 1;
    return deliveries / (Number(BigInt(atNs) - BigInt(beginNs)) / 1e9);
  }
}

function cookie(n: number): string {
  return `vigie_session=${String(n)}`;
}

function file(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
