import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchRoom } from './bench-room.ts';
import { figureOf, type Figure } from './figure.ts';
import type { HandoverQuestions } from './handover-server.ts';
import { BareRelief, ReliefBench, ticketCount } from './relief-bench.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';
import type { Kind } from './screen-socket.ts';
import type { ScreensQuestions } from './screens.ts';
import { Worker } from './worker.ts';

const own = (ms: number): number => ms;

/**
 * A relief with 2,000 open tickets: the sheet compiled; the acceptance by which 36 locks and the
 * responsibility for all pass in one transaction, up to the deltas of every audience; and from that
 * signature to the last of 50 and of 1,000 screens. Bare: the rows read and parsed; the same rows
 * written in one transaction; and a frame of as many deltas told to as many sockets.
 */
export async function benchHandover(progress: Progress): Promise<Figure[]> {
  return [...(await benchDesk(progress)), ...(await benchScreens(progress))];
}

async function benchDesk(progress: Progress): Promise<Figure[]> {
  const room = new BenchRoom();
  const bare = new BareRelief(join(room.folder, 'bare.db'));
  try {
    await room.fill(40, ticketCount);
    const relief = new ReliefBench(room);
    relief.encodeDeltas();
    await relief.prepare();
    const compiled = await pairedRounds(
      progress,
      async () => relief.compileMs(),
      async () => relief.parseMs(),
    );
    const accepted = await pairedRounds(
      progress,
      () => relief.acceptMs(),
      async () => bare.acceptMs(),
    );
    const aim = { kind: 'value-at-most', limit: 100 } as const;
    return [
      figureOf('handover: sheet of 2,000 open tickets', 'ms', pairsOf(compiled, own), aim),
      figureOf('handover: 36 locks, 2,000 responsibilities', 'ms', pairsOf(accepted, own), aim),
    ];
  } finally {
    bare.close();
    await room.close();
  }
}

/** On real sockets, the screens in a process of their own. */
async function benchScreens(progress: Progress): Promise<Figure[]> {
  const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
  const server = new Worker<HandoverQuestions>(beside('handover-server.ts'));
  const screens = new Worker<ScreensQuestions>(beside('screens.ts'));
  try {
    const urls = await server.ask('start', null);
    const figures: Figure[] = [];
    let open = 0;
    for (const count of [50, 1_000]) {
      for (const kind of ['bare', 'live'] as const) {
        await screens.ask('open', { kind, url: urls[kind], count: count - open });
      }
      open = count;
      const shown = (kind: Kind) => () => acceptedToScreens(server, screens, kind);
      const rounds = await pairedRounds(progress, shown('live'), shown('bare'));
      const name = `handover: signature to last of ${count.toLocaleString('en')} screens`;
      const aim = { kind: 'value-at-most', limit: 1_000 } as const;
      figures.push(figureOf(name, 'ms', pairsOf(rounds, own), aim));
    }
    return figures;
  } finally {
    await Promise.all([server.stop(), screens.stop()]);
  }
}

/** From the command of the signature to its deltas on the last screen, the commit between them. */
async function acceptedToScreens(
  server: Worker<HandoverQuestions>,
  screens: Worker<ScreensQuestions>,
  kind: Kind,
): Promise<number> {
  await server.ask('prepare', { kind });
  const { beginNs, first } = await server.ask('accept', { kind });
  const arrivals = await screens.ask('collect', { kind, upTo: first });
  const shownNs = arrivals.find(([seq]) => seq === first)?.[1];
  if (shownNs === undefined) throw new Error('the signature came together with something else');
  return Number(BigInt(shownNs) - BigInt(beginNs)) / 1e6;
}
