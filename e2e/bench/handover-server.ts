import { join } from 'node:path';
import { BareServer } from './bare-server.ts';
import { BenchRoom } from './bench-room.ts';
import { liveBenchHub } from './live-bench-hub.ts';
import { BareRelief, eventCount, ReliefBench, ticketCount } from './relief-bench.ts';
import type { Kind } from './screen-socket.ts';
import { answerQuestions } from './worker.ts';

/** Reliefs on the product from desk to socket, and by the least that could do the same. */
export type HandoverQuestions = {
  start: [question: null, answer: Record<Kind, string>];
  /** Makes a relief that waits for its last signature. */
  prepare: [question: { kind: Kind }, answer: null];
  accept: [question: { kind: Kind }, answer: Signed];
};

export interface Signed {
  /** When the command was given (monotonic, ns). */
  readonly beginNs: string;
  /** The `seq` of its first delta. */
  readonly first: number;
}

interface Side {
  readonly url: string;
  readonly prepare: () => Promise<void>;
  readonly accept: () => Promise<Signed>;
}

const people = 40;

async function startLive(room: BenchRoom): Promise<Side> {
  await room.fill(people, ticketCount);
  const url = await liveBenchHub(room, people);
  const relief = new ReliefBench(room);
  let isFirst = true;
  const head = async () => (await room.log.head()).seq;
  return {
    url,
    prepare: async () => {
      await (isFirst ? relief.prepare() : relief.setScene());
      isFirst = false;
    },
    accept: async () => {
      const first = (await head()) + 1;
      const beginNs = String(process.hrtime.bigint());
      await relief.accept();
      return { beginNs, first };
    },
  };
}

/** As long as the deltas of a real acceptance are. */
const padding = 'x'.repeat(280);

async function startBare(folder: string): Promise<Side> {
  const relief = new BareRelief(join(folder, 'bare.db'));
  const server = await BareServer.start();
  let seq = 0;
  return {
    url: server.url,
    prepare: () => Promise.resolve(),
    accept: () => {
      const first = seq + 1;
      const beginNs = String(process.hrtime.bigint());
      relief.acceptMs();
      const deltas = Array.from({ length: eventCount }, (_, n) => ({ seq: first + n, padding }));
      server.broadcast(`42${JSON.stringify(['frame', { deltas }])}`);
      seq += eventCount;
      return Promise.resolve({ beginNs, first });
    },
  };
}

const sides: Partial<Record<Kind, Side>> = {};

function sideOf(kind: Kind): Side {
  const side = sides[kind];
  if (!side) throw new Error('the bench was not started');
  return side;
}

answerQuestions<HandoverQuestions>({
  start: async () => {
    const room = new BenchRoom();
    process.once('SIGTERM', () => void room.close().then(() => process.exit()));
    const [live, bare] = [await startLive(room), await startBare(room.folder)];
    Object.assign(sides, { live, bare });
    return { live: live.url, bare: bare.url };
  },
  prepare: async ({ kind }) => {
    await sideOf(kind).prepare();
    return null;
  },
  accept: ({ kind }) => sideOf(kind).accept(),
});
