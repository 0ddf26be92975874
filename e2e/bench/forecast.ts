import { performance } from 'node:perf_hooks';
import { systemTimers } from '@vigie/server/clock';
import type { ForecastReply, ForecastTask } from '@vigie/server/forecast/forecast-task';
import { ReadingThread } from '@vigie/server/reading-thread';
import { defaultSettings } from '@vigie/shared/settings/settings';
import { BenchRoom } from './bench-room.ts';
import { median, plainFigure, type Figure } from './figure.ts';
import type { Progress } from './rounds.ts';

const waiting = 2_000;
const rounds = 7;
/** A forecast is made anew each minute: it is to be there long before the next, in ms. */
const refreshMs = 20_000;
/** What a refresh may take of the loop that serves everybody, in ms: a question and an answer, copied. */
const loopMs = 10;

type Thread = ReadingThread<ForecastTask, ForecastReply>;

/**
 * One refresh of the forecast with 2,000 tickets waiting and a history behind them (MET-4): how long
 * until it is there, and how long the server's own loop was at work for it.
 */
export async function benchForecast(progress: Progress, history: number): Promise<Figure[]> {
  const room = await BenchRoom.afterYear(history, 40, waiting);
  const thread: Thread = new ReadingThread({
    entry: new URL(import.meta.resolve('@vigie/server/forecast/forecast-worker')),
    databasePath: room.database.path,
    timers: systemTimers,
    onFault: (error) => console.error(error),
  });
  try {
    const first = await measure(thread);
    const measured: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      progress(round, rounds);
      measured.push(await measure(thread));
    }
    progress(rounds, rounds);
    const name = `${String(waiting)} waiting, ${String(history)} tickets behind`;
    return [
      plainFigure(`forecast: the first, ${name}`, 'ms', first.wholeMs, 2 * refreshMs),
      plainFigure(`forecast: one refresh, ${name}`, 'ms', of(measured, 'wholeMs'), refreshMs),
      plainFigure('forecast: the server’s loop for it', 'ms', of(measured, 'loopMs'), loopMs),
    ];
  } finally {
    await thread.close();
    await room.close();
  }
}

interface Measured {
  readonly wholeMs: number;
  readonly loopMs: number;
}

async function measure(thread: Thread): Promise<Measured> {
  const began = performance.now();
  const before = performance.eventLoopUtilization();
  const reply = await thread.ask(task());
  if (reply?.kind !== 'refreshed') throw new Error('the forecast did not come');
  const { active } = performance.eventLoopUtilization(before);
  return { wholeMs: performance.now() - began, loopMs: active };
}

function task(): ForecastTask {
  return {
    ...{ kind: 'refresh', atMs: Date.now(), seed: 7, past: [], unsettled: [] },
    allowedMs: defaultSettings.targets.usual,
    aims: { P0: 0.99, P1: 0.95, P2: 0.9, P3: 0.9 },
  };
}

function of(measured: readonly Measured[], what: keyof Measured): number {
  return median(measured.map((each) => each[what]));
}
