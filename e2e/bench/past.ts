import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readDatabase, type Database } from '@vigie/db/database';
import { firstEventAt } from '@vigie/db/queries/past';
import { headOf } from '@vigie/db/verify-chain';
import { systemTimers } from '@vigie/server/clock';
import { seededRandom, type Random } from '@vigie/shared/chance/random';
import { PastDesk } from '@vigie/server/past/past-desk';
import { TimeMachine } from '@vigie/server/past/time-machine';
import { figureOf, plainFigure, quantile, type Figure } from './figure.ts';
import { yearFile } from './growth/year-file.ts';
import type { Progress } from './rounds.ts';

const instants = 300;
const bareInstants = 5;
const withinMs = 1_000;

/**
 * Opening random instants of a year (TIME-2), as whoever asks waits for it: question, worker, fold and
 * bytes. Bare: one query of plain SQL for the last event of each ticket as of such an instant.
 */
export async function benchPast(progress: Progress, history: number): Promise<Figure[]> {
  const path = await yearFile(history);
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-past-'));
  const database = readDatabase(path);
  try {
    const checkpointsPath = join(folder, 'checkpoints.db');
    const { seq } = headOf(database);
    const events = `${seq.toLocaleString('en')} events`;
    const keptS = keep(database, checkpointsPath, progress);
    const opened = await openings(database, checkpointsPath);
    const bare = bareOpenings(database);
    const pairs = (q: number) => [{ ours: quantile(opened.ms, q), bare: quantile(bare, q) }];
    const aim = { kind: 'value-at-most', limit: withinMs } as const;
    const megabytes = statSync(checkpointsPath).size / 1_048_576;
    return [
      figureOf(`past: an instant among ${events}, median`, 'ms', pairs(0.5), aim),
      figureOf(`past: … 95 of 100 within`, 'ms', pairs(0.95), aim),
      plainFigure(
        'past: the very first, with the start of its worker',
        'ms',
        opened.coldMs,
        withinMs,
      ),
      plainFigure('past: 99 of 100 turns of the serving thread meanwhile', 'ms', opened.haltMs, 50),
      plainFigure(`past: all checkpoints of ${events}, without rests`, 's', keptS, 600),
      plainFigure('past: … on the disk', 'MB', megabytes, 1_000),
    ];
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes every checkpoint and gives the time that it took, in s. */
function keep(database: Database, checkpointsPath: string, progress: Progress): number {
  const machine = new TimeMachine(database, checkpointsPath);
  const begin = performance.now();
  let tenth = 0;
  for (const { done, total } of machine.keep()) {
    const now = Math.floor((done / total) * 10);
    if (now > tenth) progress((tenth = now), 10);
  }
  machine.close();
  return (performance.now() - begin) / 1_000;
}

async function openings(database: Database, checkpointsPath: string) {
  const desk = new PastDesk({
    ...{ database, checkpointsPath, timers: systemTimers },
    log: { follow: () => () => undefined },
    onError: (error) => {
      throw error;
    },
  });
  const halts = monitorEventLoopDelay({ resolution: 5 });
  const random = seededRandom(7);
  const coldMs = await openingMs(desk, database, random);
  halts.enable();
  const ms: number[] = [];
  for (let n = 0; n < instants; n += 1) ms.push(await openingMs(desk, database, random));
  halts.disable();
  await desk.close();
  return { coldMs, ms, haltMs: halts.percentile(99) / 1e6 };
}

async function openingMs(desk: PastDesk, database: Database, random: Random): Promise<number> {
  const at = anyInstant(database, random);
  const begin = performance.now();
  const answer = await desk.ask({ what: 'room', at, audience: 'cleared' });
  if (!answer.ok) throw new Error(`the past has no answer: ${answer.why}`);
  return performance.now() - begin;
}

function bareOpenings(database: Database): number[] {
  const random = seededRandom(7);
  const last = database.client.prepare(
    `SELECT stream_id, body, max(seq) FROM events
      WHERE stream = 'ticket' AND at <= ? GROUP BY stream_id`,
  );
  return Array.from({ length: bareInstants }, () => {
    const at = anyInstant(database, random);
    const begin = performance.now();
    last.all(at);
    return performance.now() - begin;
  });
}

function anyInstant(database: Database, random: Random): number {
  const first = firstEventAt(database) ?? 0;
  const end = Number(
    database.client.prepare('SELECT at FROM events ORDER BY seq DESC').pluck().get(),
  );
  return Math.floor(first + random.next() * (end - first));
}
