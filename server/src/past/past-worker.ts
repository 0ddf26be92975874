import { setTimeout as rest } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { readDatabase } from '@vigie/db/database';
import { TimeMachine, type PastAnswer, type PastQuestion } from './time-machine.ts';

/** What the worker is started with. */
export interface PastWorkerData {
  readonly databasePath: string;
  readonly checkpointsPath: string;
}

/** What it is told: to answer, to write the checkpoints that are missing, or to end. */
export type PastTask =
  | { readonly id: number; readonly ask: PastQuestion }
  | { readonly keep: true }
  | { readonly end: true };

/** What it says: an answer under the question's id, why there is none, or that every checkpoint is written. */
export type PastReply =
  | { readonly id: number; readonly answer: PastAnswer }
  | { readonly id: number; readonly error: string }
  | { readonly kept: true };

const port = parentPort;
if (!port) throw new Error('this is a worker: it answers whoever started it');
const { databasePath, checkpointsPath } = workerData as PastWorkerData;
const database = readDatabase(databasePath);
const machine = new TimeMachine(database, checkpointsPath);
let keeping = false;
let ended = false;

port.on('message', (task: PastTask) => {
  if ('ask' in task) reply(task.id, task.ask);
  else if ('keep' in task) void keep();
  else end();
});

function reply(id: number, question: PastQuestion): void {
  try {
    const answer = machine.answer(question);
    port?.postMessage({ id, answer } satisfies PastReply);
  } catch (error) {
    port?.postMessage({ id, error: String(error) } satisfies PastReply);
  }
}

/** Rests after each part for as long as it took: questions come in between, and the machine is left to others. */
async function keep(): Promise<void> {
  if (keeping) return;
  keeping = true;
  const parts = machine.keep();
  for (;;) {
    const begin = performance.now();
    if (parts.next().done) break;
    await rest(performance.now() - begin);
    if (ended) return;
  }
  keeping = false;
  port?.postMessage({ kept: true } satisfies PastReply);
}

function end(): void {
  ended = true;
  machine.close();
  database.close();
  port?.close();
}
