import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { Product } from '../../product/product.ts';
import type { BurstScreensQuestions } from '../burst-screens.ts';
import { plainFigure, type Figure } from '../figure.ts';
import type { Progress } from '../rounds.ts';
import { Worker } from '../worker.ts';
import { signInAll } from './sign-in-all.ts';
import { folderWith } from './start.ts';

const sockets = 1_000;
const limitMegabytes = 300;
/** 600 acts a second, each told to all. */
const burst = { perSecond: 15, ms: 15_000 };

/**
 * What the product itself holds in memory, resident, with a year behind it and 1,000 authenticated
 * sockets before it: once all have their snapshot, and at most during a burst of commands.
 */
export async function benchMemory(progress: Progress, history: number): Promise<Figure[]> {
  const folder = await folderWith(history);
  const product = await Product.on(folder);
  const screens = new Worker<BurstScreensQuestions>(
    fileURLToPath(new URL('../burst-screens.ts', import.meta.url)),
  );
  try {
    await product.launch();
    const atStart = residentMegabytes(product);
    const cookies = await signInAll(product.url);
    progress(1, 4);
    const url = `${product.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`;
    await screens.ask('open', { kind: 'live', url, cookies, count: sockets });
    progress(2, 4);
    await pause(3_000);
    const withSnapshots = residentMegabytes(product);
    const work = { kind: 'live', people: cookies.length, ...burst } as const;
    const most = await mostDuring(product, screens.ask('work', work));
    progress(4, 4);
    return [
      plainFigure('memory: after the start', 'MB', atStart, limitMegabytes),
      plainFigure(
        'memory: 1,000 sockets with their snapshots',
        'MB',
        withSnapshots,
        limitMegabytes,
      ),
      plainFigure('memory: 1,000 sockets, at most in a burst', 'MB', most, limitMegabytes),
    ];
  } finally {
    await screens.stop();
    await product.terminate();
    await rm(folder, { recursive: true, force: true });
  }
}

async function mostDuring(product: Product, work: Promise<unknown>): Promise<number> {
  let most = 0;
  let goesOn = true;
  void work.finally(() => (goesOn = false));
  while (goesOn) {
    most = Math.max(most, residentMegabytes(product));
    await pause(100);
  }
  await work;
  return most;
}

function residentMegabytes({ pid }: Product): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString();
  return Number(kilobytes) / 1_024;
}
