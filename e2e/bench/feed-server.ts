import { setImmediate as nextTick, setTimeout as pause } from 'node:timers/promises';
import type { Committed } from '@vigie/db/event-log';
import { BareServer } from './bare-server.ts';
import { BenchRoom } from './bench-room.ts';
import { categoryChange, categoryFrame } from './category-change.ts';
import { liveBenchHub } from './live-bench-hub.ts';
import type { Kind } from './screen-socket.ts';
import { answerQuestions } from './worker.ts';

/** The live hub and a bare websocket server, in one process of their own. */
export type FeedQuestions = {
  start: [question: null, answer: Record<Kind, string>];
  publish: [question: { kind: Kind; perSecond: number; ms: number }, answer: Published];
  /** Publishes so many deltas a tick, tick after tick. */
  burst: [question: { kind: Kind; ticks: number; perTick: number }, answer: Burst];
};

export interface Burst {
  /** When the first delta was published (monotonic, ns). */
  readonly beginNs: string;
  /** The last delta. */
  readonly upTo: number;
}

export interface Published {
  /** When each delta was published (monotonic, ns). */
  readonly at: [seq: number, atNs: string][];
  /** CPU that this process used meanwhile, in µs. */
  readonly cpuMicros: number;
}

/** Publishes so many deltas in one tick; gives the last one's `seq`. */
type Publish = (count: number) => number;

const people = 40;
const ticketId = 't1';

/** A log that commits at no cost stands behind the hub: what is measured is the feed alone. */
async function startLive(): Promise<{ publish: Publish; url: string }> {
  const room = new BenchRoom({ synchronous: 'OFF' });
  process.once('SIGTERM', () => void room.close().then(() => process.exit()));
  await room.fill(people, 200);
  let tell: (committed: Committed) => void = () => undefined;
  const follow = (listener: typeof tell) => {
    tell = listener;
    return () => undefined;
  };
  const url = await liveBenchHub(room, people, { id: room.log.id, follow });
  const change = categoryChange(room.database, ticketId, (await room.log.head()).seq);
  const publish = (count: number) => {
    let last = 0;
    for (let n = 0; n < count; n += 1) {
      const committed = change();
      tell(committed);
      last = committed.recorded[0]?.seq ?? 0;
    }
    return last;
  };
  return { publish, url };
}

async function startBare(): Promise<{ publish: Publish; url: string }> {
  const bare = await BareServer.start();
  let seq = 0;
  const publish = (count: number) => {
    bare.broadcast(categoryFrame(ticketId, seq + 1, count));
    seq += count;
    return seq;
  };
  return { publish, url: bare.url };
}

const publishers: Partial<Record<Kind, Publish>> = {};

answerQuestions<FeedQuestions>({
  start: async () => {
    const [live, bare] = [await startLive(), await startBare()];
    publishers.live = live.publish;
    publishers.bare = bare.publish;
    return { live: live.url, bare: bare.url };
  },
  publish: async ({ kind, perSecond, ms }) => {
    const at: Published['at'] = [];
    const cpu = process.cpuUsage();
    const begin = performance.now();
    for (let n = 0; n < (perSecond * ms) / 1_000; n += 1) {
      const now = String(process.hrtime.bigint());
      at.push([publishers[kind]?.(1) ?? 0, now]);
      await pause(Math.max(0, begin + ((n + 1) * 1_000) / perSecond - performance.now()));
    }
    const { user, system } = process.cpuUsage(cpu);
    return { at, cpuMicros: user + system };
  },
  burst: async ({ kind, ticks, perTick }) => {
    const beginNs = String(process.hrtime.bigint());
    let upTo = 0;
    for (let n = 0; n < ticks; n += 1) {
      upTo = publishers[kind]?.(perTick) ?? 0;
      await nextTick();
    }
    return { beginNs, upTo };
  },
});
