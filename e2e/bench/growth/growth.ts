import { BenchRoom } from '../bench-room.ts';
import { figureOf, type Figure } from '../figure.ts';
import { pairedRounds, pairsOf, type Progress } from '../rounds.ts';
import { Paths, people, tickets } from './paths.ts';

/** A young service, with enough mails in it that a search for a common word finds all that it may show. */
const young = 2_000;
const aim = { kind: 'ratio-at-most', limit: 1.3 } as const;

/** What each path of a room costs with a year of history behind it, beside the same with hardly any: in CPU. */
export async function benchGrowth(progress: Progress, history: number): Promise<Figure[]> {
  const [old, fresh] = [
    await BenchRoom.afterYear(history, people, tickets),
    await BenchRoom.afterYear(young, people, tickets),
  ];
  const [ours, bare] = [new Paths(old), new Paths(fresh)];
  const names = Object.keys(ours.all);
  const figures: Figure[] = [];
  try {
    for (const [part, name] of names.entries()) {
      const rounds = await pairedRounds(
        (done, of) => progress(part * of + done, names.length * of),
        () => cpuMicrosOf(ours, name),
        () => cpuMicrosOf(bare, name),
      );
      const title = `growth to ${String(history)} tickets: ${name}`;
      figures.push(
        figureOf(
          title,
          'µs',
          pairsOf(rounds, (micros) => micros),
          aim,
        ),
      );
    }
    return figures;
  } finally {
    for (const room of [old, fresh]) await room.close();
  }
}

/** CPU of one act, user and system, in µs; the mean of a round. */
async function cpuMicrosOf(paths: Paths, name: string): Promise<number> {
  const path = paths.all[name];
  if (!path) throw new Error(`no path is called ${name}`);
  const cpu = process.cpuUsage();
  for (let n = 0; n < path.times; n += 1) await path.act();
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / path.times;
}
