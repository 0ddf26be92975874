import { BareServer } from './bare-server.ts';
import { BenchRoom } from './bench-room.ts';
import { liveBenchHub } from './live-bench-hub.ts';
import { RawRoom } from './raw-room.ts';
import type { Kind } from './screen-socket.ts';
import { answerQuestions } from './worker.ts';

/** The product from socket to disk, and the least that could do the same, in one process of their own. */
export type ClaimQuestions = {
  start: [question: { tickets: number }, answer: Record<Kind, string>];
};

const people = 40;

/** As long as the frame of a real claim: a lock, and how many tickets its holder has. */
const padding = 'x'.repeat(280);

/** Hears of a claim, writes it down with FULL, and tells everybody. */
async function startBare(tickets: number): Promise<string> {
  const raw = new RawRoom('FULL', tickets);
  process.once('SIGTERM', () => raw.close());
  const bare = await BareServer.start((text) => {
    raw.write(1);
    return `42["frame",{"of":"${text}","padding":"${padding}"}]`;
  });
  return bare.url;
}

async function startLive(tickets: number): Promise<string> {
  const room = new BenchRoom();
  process.once('SIGTERM', () => void room.close().then(() => process.exit()));
  await room.fill(people, tickets);
  return liveBenchHub(room, people);
}

answerQuestions<ClaimQuestions>({
  start: async ({ tickets }) => ({
    live: await startLive(tickets),
    bare: await startBare(tickets),
  }),
});
