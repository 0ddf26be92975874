import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Product } from '../../product/product.ts';
import { figureOf, type Figure } from '../figure.ts';
import { pairedRounds, pairsOf, type Progress } from '../rounds.ts';
import { copyOfYear } from './year-file.ts';

const young = 2_000;

/** From the start of the process to `/readyz`, with a year of history in the folder; bare: with hardly any. */
export async function benchStart(progress: Progress, history: number): Promise<Figure[]> {
  const [old, fresh] = [await folderWith(history), await folderWith(young)];
  try {
    const rounds = await pairedRounds(
      progress,
      () => startMs(old),
      () => startMs(fresh),
    );
    const pairs = pairsOf(rounds, (ms) => ms);
    const name = `start to serving with ${String(history)} tickets`;
    return [figureOf(name, 'ms', pairs, { kind: 'value-at-most', limit: 2_000 })];
  } finally {
    for (const folder of [old, fresh]) await rm(folder, { recursive: true, force: true });
  }
}

/** A folder of data with a year's database in it. */
export async function folderWith(history: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-bench-'));
  await copyOfYear(history, join(folder, 'vigie.db'));
  return folder;
}

async function startMs(folder: string): Promise<number> {
  const product = await Product.on(folder);
  const begin = performance.now();
  await product.launch();
  const ms = performance.now() - begin;
  await product.terminate();
  return ms;
}
