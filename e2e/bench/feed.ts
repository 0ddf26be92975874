import { fileURLToPath } from 'node:url';
import type { FeedQuestions, Published } from './feed-server.ts';
import { figureOf, quantile, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';
import type { Kind } from './screen-socket.ts';
import type { Arrivals, ScreensQuestions } from './screens.ts';
import { Worker } from './worker.ts';

const screenCount = 1_000;
const perSecond = 50;
/** Many short rounds: on a shared machine the pairs then see the same neighbours. */
const roundMs = 1_000;
const feedRounds = 15;

interface Measured {
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Deltas of about 200 bytes to 1,000 screens, 50 a second: beside a bare `ws` sending the same bytes. */
export async function benchFeed(progress: Progress): Promise<Figure[]> {
  const server = new Worker<FeedQuestions>(
    fileURLToPath(new URL('feed-server.ts', import.meta.url)),
  );
  const screens = new Worker<ScreensQuestions>(
    fileURLToPath(new URL('screens.ts', import.meta.url)),
  );
  try {
    const urls = await server.ask('start', null);
    for (const kind of ['bare', 'live'] as const) {
      await screens.ask('open', { kind, url: urls[kind], count: screenCount });
    }
    const measure = (kind: Kind) => () => measureFeed(server, screens, kind);
    const rounds = await pairedRounds(progress, measure('live'), measure('bare'), feedRounds);
    const aim = { kind: 'ratio-at-most', limit: 1.3 } as const;
    return [
      figureOf(
        'feed: CPU per delivery',
        'µs',
        pairsOf(rounds, (round) => round.cpuMicros),
        aim,
      ),
      figureOf(
        'feed: publish to last of 1,000 screens, p50',
        'ms',
        pairsOf(rounds, (round) => round.p50Ms),
        aim,
      ),
    ];
  } finally {
    await Promise.all([server.stop(), screens.stop()]);
  }
}

async function measureFeed(
  server: Worker<FeedQuestions>,
  screens: Worker<ScreensQuestions>,
  kind: Kind,
): Promise<Measured> {
  const published = await server.ask('publish', { kind, perSecond, ms: roundMs });
  const upTo = published.at.at(-1)?.[0] ?? 0;
  const arrivals = await screens.ask('collect', { kind, upTo });
  const delays = delaysMs(published, arrivals);
  return {
    cpuMicros: published.cpuMicros / (published.at.length * screenCount),
    p50Ms: quantile(delays, 0.5),
    p99Ms: quantile(delays, 0.99),
  };
}

function delaysMs(published: Published, arrivals: Arrivals): number[] {
  const arrived = new Map(arrivals);
  return published.at.flatMap(([seq, atNs]) => {
    const last = arrived.get(seq);
    return last === undefined ? [] : [Number(BigInt(last) - BigInt(atNs)) / 1e6];
  });
}
